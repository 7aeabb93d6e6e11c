//! How people present themselves at work: what they are, for how long, where from, where to. Portuguese first, then English.

/// What opening and closing questions are about, whatever their words.
pub(super) const PROFILE: [&str; 2] = [
    "
    sou|era|fui um|uma|o|a? desenvolvedor|desenvolvedora|analista|engenheiro|engenheira|programador|programadora|tecnico|tecnica|arquiteto|arquiteta|cientista|administrador|administradora|consultor|consultora|gerente|coordenador|coordenadora|lider|testador|testadora|estagiario|estagiaria|especialista|designer|estudante|formado|formada|dba|qa|dev|po|suporte|responsavel
    trabalho|trabalhei|trabalhava|trabalhar|atuo|atuei|atuava como|com|na|no|em|ha|para|numa|num
    estou|estava na|no|em|ha # _
    ha|faz quase|mais|cerca? de? # ano|anos|meses
    # anos|meses de|com|na|no|em|como experiencia|area|_
    meu|minha|no|na|do ultimo|ultima|atual|primeiro|primeira trabalho|emprego|empresa|projeto|estagio|cargo|funcao
    minha experiencia|carreira|trajetoria|formacao|area|rotina|funcao|especialidade
    meu trabalho|foco|curriculo|papel|jeito|forte|objetivo|sonho|plano|dia
    comecei|entrei|passei|migrei|vim como|na|no|para|com|por|pela|pelo|em|numa|num|da|do
    fiz|faco|terminei|concluo|conclui o|a|um|uma? estagio|faculdade|curso|cursos|tcc|graduacao|tecnico|pos|bootcamp|sistemas|ciencia|analise|engenharia
    estudo|estudei|cursei|cursando|estudando _
    formei|formado|formada|graduado|graduada|certificado|certificada em|na|no
    atualmente|profissionalmente
    hoje eu|sou|cuido|trabalho|atuo|estou|faco|lidero
    quero|queria|gostaria|pretendo|busco|procuro _
    me interesso|interessei|interessa|chamou|identifico|vejo|considero|dedico|especializei|formei|descrevo
    gosto|gostei|adoro de|do|da|muito|mesmo
    sei|aprendi|domino|conheco _
    esta|essa|desta|dessa|nesta|nessa|da|na|a vaga|oportunidade|posicao
    voces|contratar|contribuir|agregar
    meus|minhas colegas|gestores|gestor|chefes|chefe|lideres|pares
    ",
    "
    i am|m|was a|an|the? developer|engineer|analyst|programmer|technician|architect|scientist|administrator|consultant|manager|coordinator|lead|tester|intern|specialist|designer|student|graduate|dba|qa|dev
    i|ve|have work|worked|working as|with|at|in|for|on
    i am|m|been currently|now
    for|over the|about|almost|nearly|more? last|past|than? # years|months
    # years of|as|in|with|at experience|_
    my last|previous|current|first|latest job|role|company|project|employer|internship|position
    my experience|career|background|degree|focus|job|work|role|goal|studies|team|strength|colleagues|manager|boss
    i started|joined|moved|came|switched|graduated as|at|in|to|with|out|from|by
    i study|studied|studying|learned|learnt|majored _
    degree|bootcamp|course|certificate|certified in|on|as
    currently|nowadays
    today i
    i want|would|d|hope|plan|aim to|like
    looking for|to|forward
    i enjoy|enjoyed|like|love|know _
    this|the|your position|role|opening|vacancy|opportunity|job|posting
    contribute
    ",
];
