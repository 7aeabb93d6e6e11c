//! What an account is made of: situation, task, result. Portuguese first, then English.

/// Where and when it was, and what was going on.
pub(super) const SITUATION: [&str; 2] = [
    "
    no|num|em meu|um? ultimo|antigo|atual? banco = bank
    na|no|numa|num|em|da|do meu|minha|uma|um? ultima|ultimo|antiga|antigo|atual? empresa|projeto|cliente|time|equipe|squad|sistema|emprego|estagio|loja|varejista|operadora|seguradora|fabrica|hospital|fintech|consultoria|faculdade|curso|tcc|trabalho|area|setor|sprint|migracao|implantacao|virada
    em|de|desde # = year
    em|no|nesse|naquele janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro
    ha # ano|anos|mes|meses|semanas|dias
    ano|mes|semana|semestre|trimestre passado|passada
    certa|uma vez
    certo dia
    uma|numa sexta|segunda|terca|quarta|quinta|madrugada
    quando eu? trabalhava|estava|entrei|cheguei|comecei|era|fazia|fui|assumi|a|o|um|uma|os|as
    durante a|o|um|uma
    na|naquela|nessa epoca|ocasiao|situacao
    estava|estavamos|estavam|havia|haviam|tinhamos|eramos|vinhamos|vinha|sofria|sofriamos
    tinha um|uma|muito|muitos|muitas|#
    era|eram um|uma|#|muito
    comecou|comecaram a
    reclamavam|reclamava|demorava|demoravam|travava|falhava|falhavam|levava|levavam|caia|caiam|atrasava|atrasavam|chegavam|chegava|usava|usavam|recebia|recebiamos|rodava|rodavam|dependia|precisava|precisavam|faltava|faltavam
    o|a cliente|usuario|gerente|area|equipe|time|sistema|empresa|aplicacao|banco|servidor pediu|reclamou|queria|tinha|parou|caiu|travou|precisava
    sou|trabalho como|com|na|no|em|ha
    atuo como|com|na|no|em|ha
    nos ultimos # anos|meses
    ",
    "
    at|in|on|for my|our|a|an|the last|previous|former|current|first? company|job|project|client|bank|team|squad|system|role|internship|store|retailer|insurer|factory|hospital|employer|course|university|sprint|migration
    in|since|from # = year
    in|last january|february|march|april|may|june|july|august|september|october|november|december
    # years|months|weeks|days ago
    last year|month|week|quarter|spring|summer|autumn|fall|winter
    one day|time|night|friday|monday|morning
    once
    when i|we|the|a|our|my|it|they
    while i|we|working
    during a|an|the|my|our
    at the|that time|moment
    there was|were
    we|it|they|i had|were|was|used
    the|our|a client|customer|user|users|manager|team|system|company|service|server|application|page|job|report was|were|had|kept|started|wanted|asked|complained|went|took|stopped|failed|needed
    kept|started failing|complaining|crashing|growing|timing
    used to
    i am|m|work|ve|have a|an|as|been|worked|working
    for the|over past|last # years|months
    ",
];

/// What was theirs to do.
pub(super) const TASK: [&str; 2] = [
    "
    precisava|precisavamos|precisei|precisamos = duty
    tinha|tinhamos|tive|tivemos que|de|ate|# _ = duty
    meu|minha|nosso|nossa papel|funcao|responsabilidade|tarefa|missao|objetivo|meta|desafio|trabalho|atribuicao
    era|fiquei|fui|sou|eu o|a? responsavel|encarregado|encarregada|designado|designada|escalado|escalada|chamado|chamada|convidado|convidada
    me pediram|pediu|passaram|passou|deram|chamaram|chamou|coube
    o|a objetivo|meta|desafio|ideia|missao|prazo|exigencia|pedido era|foi
    coube|cabia a? mim|me
    eu cuidava|liderava|coordenava|respondia|mantinha|acompanhava
    assumi a|o|as|os|essa|esse|um|uma
    recebi a|o|um|uma tarefa|missao|pedido|demanda|chamado|desafio
    pediu|pediram para|que|uma|um
    com prazo de
    era preciso|necessario
    eu|nos? deveria|devia|teria
    ",
    "
    needed|had to = duty
    my|our role|job|responsibility|task|mission|goal|target|challenge|assignment was|is
    i was|am|became responsible|asked|assigned|put|called|brought|tasked|given|accountable
    asked me|us to|for
    the|our goal|target|challenge|deadline|objective|idea|brief|requirement was
    it was up to me
    i owned|led|managed|ran|covered|looked|maintained
    i took on|over|ownership|charge
    it fell to me
    wanted|expected me|us to
    i would have|need to
    had # _ to
    by the|a|that? deadline
    ",
];

/// How it ended. A mark only announces that it ended.
pub(super) const RESULT: [&str; 2] = [
    "
    resultado|resultados
    consegui|conseguimos|conseguiu|conseguiram
    reduzi|reduziu|reduzimos|reduziram|reduzindo|reducao
    diminui|diminuiu|diminuimos|diminuiram|diminuicao
    aumentei|aumentou|aumentamos|aumentaram|aumento
    melhorou|melhoramos|melhoraram|melhorei
    caiu|cairam|baixou|baixaram|baixamos|subiu|subiram|cresceu|cresceram|dobrou|triplicou
    passou|passaram|foi|foram|saiu|saimos|caiu|veio|levava|baixou|subiu de _ _? _? para
    passou|passaram a
    economizamos|economizou|economizei|economia de
    no|ao fim|final = mark
    com isso|essa|esse = mark
    desde|dai entao|la = mark
    depois disso|dessa|desse = mark
    em # semana|semanas|mes|meses|dia|dias|hora|horas|minuto|minutos|min = span
    entreguei|entregamos|entregou|entregue|entregues
    evitei|evitamos|evitou
    zerei|zerou|zeramos
    nunca|nao mais _? houve|tivemos|tive|aconteceu|caiu|voltou|repetiu|faltou
    sem nenhum|nenhuma|perda|perder|parada|queda|erro|erros|incidente|incidentes|atraso|retrabalho
    deixou|deixaram de
    voltou|voltaram ao|a
    estabilizou|estabilizamos|estabilizaram
    ganhamos|ganhou|ganhei|recuperamos|recuperei|recuperou|resolveu|resolvido
    foi|foram aprovado|aprovada|aprovados|aceito|aceita|adotado|adotada|promovido|promovida|elogiado|elogiada
    virou|viraram|se tornou
    hoje o|a|os|as|ela|ele|todos = mark
    renovou|aprovou|adotou|adotaram|elogiou
    aprendi que = mark
    caido|caida|subido|reduzido|reduzida|baixado|dobrado para|de|a|em|#
    de # _? _? _? _? para #
    de # _ _? _? _? a #
    # dias|semanas|meses|horas|minutos depois
    nenhum|nenhuma _? _? foi|houve|voltou|teve|reclamou|precisou
    nenhum|nenhuma falta|erro|reclamacao|queixa|atraso|problema|perda|queda|parada|falha|incidente
    ninguem mais _
    ninguem sentiu|reclamou|percebeu|perdeu|precisou
    nao deu|teve|tive|tivemos mais? problema|problemas|erro
    paramos|parei|parou|pararam de
    caiu|cairam|ficou|ficaram|baixou|reduziu|diminuiu _? pela|em|na|a metade
    ficou|ficaram tudo? bem|certo|certinho|resolvido
    ficou|ficaram|saiu|sairam satisfeito|satisfeita|satisfeitos|satisfeitas|contente|contentes|feliz|felizes|grato|grata
    continua|continuou|continuaram usando|comprando|conosco|cliente|funcionando
    aceitou|aceitaram|concordou|concordaram|agradeceu|agradeceram
    # por cento
    bateu|bateram com
    sumiu|sumiram|parou|pararam|acabou|acabaram|terminou|terminaram|fechou|fechamos|publicamos|publiquei
    ficou|ficaram pronto|pronta|em|no|na|abaixo|acima|#
    antes|abaixo do prazo|orcamento
    passei|passou com|na|no
    ja fiz|usei|apliquei|passei isso|assim|por
    deu|deram certo
    funcionou|funcionaram
    resultaria|cairia|reduziria|mediria|mostraria|esperaria = mark
    ",
    "
    result|results|outcome|outcomes
    reduced|reducing|reduction|cut|cutting|lowered|decreased|shrank|halved
    increased|increasing|raised|grew|doubled|tripled|rose|gained
    improved|improving|improvement
    dropped|fell|went|came|moved from|to|by|down|up|below|under
    saved|saving|savings
    in the end = mark
    as a result|consequence = mark
    since then|that = mark
    after that|which|this = mark
    within # _
    delivered|shipped|finished|completed|launched
    avoided|prevented|eliminated
    no more|longer|further
    without any|a|losing|downtime|errors|incident|incidents
    never happened|came|again
    stopped failing|happening|complaining|crashing
    recovered|restored|resolved|solved|fixed
    was|were|got approved|accepted|adopted|promoted|praised|closed
    became the|a|our|standard
    today the|it|they|all|we = mark
    renewed|adopted|praised
    i learned|learnt that = mark
    from # _? _? _? _? to #
    # days|weeks|months|hours|minutes later
    nobody|none|no _? _? was|has|complained|lost|noticed
    accepted|agreed|thanked
    was|were|left happy|satisfied|pleased|grateful
    kept using|buying|working
    still uses|use|used
    # percent
    ended|closed|stayed|stays|matched|held
    i did|used|have done? this|that|it before|once
    it|that|this worked
    under|below|ahead of? budget|schedule|deadline
    would drop|fall|reduce|show|measure|expect = mark
    ",
];
