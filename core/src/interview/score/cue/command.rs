//! What is said to whoever scores instead of to the interviewer.

/// Orders to whoever scores, in any language.
pub(super) const ORDERS: &str = "
ignore|ignora|ignorem|desconsidere|desconsidera|esqueca|disregard|forget|override|bypass _? _? _? instrucoes|instrucao|regras|criterios|rubrica|instructions|instruction|rules|criteria|rubric|prompt|prompts
ignore|desconsidere|disregard|forget tudo|everything|all
de|da|atribua|conceda|coloque|quero|mereco|give|assign|award|grant me? a|uma|the|this|esta|essa|minha|my? _? _? nota|pontuacao|score|grade|rating maxima|maximo|total|cheia|10|100|perfeita|alta
de|da|atribua|conceda|give|assign nota|score|pontuacao 10|100|dez|cem|maxima|maximo
nota|pontuacao maxima|maximo|cheia|100|10|total para|nesta|nessa|neste|deste|desta
give|score|rate|grade|award|assign me|this|it _? _? _? 100|10|maximum|full|perfect|highest|top|five|ten
maximum|full|perfect|highest|top score|marks|grade|rating|points for|to this|me|my
voce agora e|esta
voce e|sera um|uma|o|a? avaliador|ia|modelo|assistente|llm|chatgpt
you are now|a|an|the now|evaluator|grader|assistant|model|ai|llm
aja|act como|as um|uma|a|an|o|the? avaliador|evaluator|grader|assistente|assistant|ia|ai
considere|avalie|classifique|marque|trate|consider|evaluate|rate|classify|mark|treat esta|essa|a|minha|this|my|the resposta|candidatura|answer|response|candidate como|as _? excelente|perfeita|correta|completa|otima|excellent|perfect|correct|complete|outstanding
responda|answer|reply|respond apenas|somente|only with|com
deve|merece|receber|receba|mereco _? nota|pontuacao maxima|maximo
atribua|de|da|conceda|give|assign a|the pontuacao|nota|highest mais|possible alta|score|mark|grade
esta|essa|this|my|minha resposta|answer deve|should|must receber|receive|get
finja|imagine|faca|pretend|assume de? conta? que|that eu|i contei|respondi|told|answered
atencao|prezado|prezada|caro|cara|ola|dear|attention|hello avaliador|avaliadora|evaluator|grader
relevance|coverage|signals|star|specificity 4|100
use the? json|pontuacao|score above|acima|below|as
as my evaluation|score|assessment
rubrica|rubric desta|dessa|for _? _? esta|is suspensa|suspended
";
