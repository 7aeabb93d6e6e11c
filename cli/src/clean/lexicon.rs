//! Words that look like names and are something else.

use std::{collections::HashSet, sync::LazyLock};

use recruta_core::skill::gazetteer;

/// Names that are also everyday words in CVs. Alone, they go only where their capital letter means something.
const ORDINARY: &str = "abril alfa alvo amado angulo april art arte assis august aurora barra base batista bela bento bill black bom \
    bond branco brown bruto camara campo campos carga central chase chaves clara claro cook coral cordeiro costa \
    cruz dante dean dias domingo domingos doutor drew estrela excel feliz ferro figueira filho flores fonte \
    fontes fortes franco frank gentil gloria grace grant green guerra guia harmony hope ideal jack julho june \
    junho junior justo king lago lane leal leao leite lima linda lobo long longo luz maio maior major marco \
    marinha marinho mark martes mata max may mercedes mestre moreno nascimento natal neta neto neves nobre nova \
    novais novo ouro page parana passos pat paz pedra pedreira penha pilar pinheiro pinto pontes porto prado \
    prates price primo puro ramos reis rich rico rios rocha rosa rose sage sales salvador santo santos serra \
    setembro sky sobrinho sol star summer trigo vale valente vasco vega vista vitoria white will wood young";

/// Products named like people.
const PRODUCTS: &str = "pascal hudson watson bamboo laravel haskell erlang fortran clipper magnolia apollo athena iris norton \
    crystal jasper rational ada julia lotus dell siebel avaya hera eiffel elixir lucid einstein fisher nagle gauss poisson \
    fourier laplace bayes markov turing dijkstra boyce codd kimball inmon deming pareto gantt fibonacci maslow newton";

/// Words of company names that name no company.
const GENERIC: &str = "agro banco bank brasil brazil capital casa comercio companhia company confidencial consultoria consulting \
    consultores cooperativa corp corporation corretora decision digital distribuidora editora educacional empresa energia \
    engenharia eireli epp financeira financeiro fundacao global group grupo holding hospital inc industria industrial \
    informatica interno investimentos limited llc logistica loja lojas ltd ltda mercado me metalurgica nacional negocios \
    nao informado plc portal previdencia projeto projetos rede s a sa saude seguradora seguros servicos services sistemas sons \
    software solucoes solutions systems tech technologies technology tecnologia telecom telecomunicacoes telefonia ti \
    transportes universidade usina varejo cliente diversos outros sul norte leste oeste internacional international \
    sao paulo campinas rio janeiro data dados cloud nuvem segura seguro novo nova hospitalar alimentos";

/// Cities, states, schools with names of people in them: as whole phrases they stay.
const PLACES: &str = "sao paulo; rio de janeiro; belo horizonte; porto alegre; sao jose dos campos; sao jose do rio preto; sao \
    jose dos pinhais; ribeirao preto; santo andre; sao bernardo do campo; sao bernardo; sao caetano do sul; \
    sao caetano; mogi das cruzes; mogi guacu; campo grande; joao pessoa; santa catarina; rio grande do sul; \
    rio grande do norte; espirito santo; minas gerais; mato grosso do sul; mato grosso; juiz de fora; sao \
    luis; boa vista; porto velho; rio branco; santa maria; caxias do sul; novo hamburgo; sao leopoldo; feira \
    de santana; vitoria da conquista; campina grande; vila velha; sao goncalo; nova iguacu; duque de caxias; \
    montes claros; governador valadares; ponta grossa; foz do iguacu; presidente prudente; taboao da serra; \
    santana de parnaiba; embu das artes; praia grande; sao vicente; sete lagoas; pouso alegre; porto seguro; \
    santa barbara; sao carlos; sao joao; santa rita; sao judas; cabo frio; rio claro; rio preto; alto \
    paraiso; volta redonda; angra dos reis; campos dos goytacazes; nova lima; ouro preto; passo fundo; santa \
    cruz do sul; jaragua do sul; sao bento do sul; monte alto; olho dagua; estacio de sa; nove de julho; \
    getulio vargas; paula souza; anhembi morumbi; cruzeiro do sul; carlos drummond; oswaldo cruz; dom bosco; \
    dom pedro; pedro ii; sao camilo; sao marcos; ruy barbosa; rui barbosa; castelo branco; gama filho; \
    candido mendes; veiga de almeida; joaquim nabuco; mauricio de nassau; armando alvares penteado; alvares \
    penteado; santa cecilia; santa marcelina; padre anchieta; joao paulo ii; alcantara machado; teresa \
    martin; santo amaro; santa cruz; jose bonifacio; barra funda; barra do corda; campo belo; campo limpo; \
    campos do jordao; ilha bela; sao sebastiao; sao francisco; santa clara; san francisco; san jose; santa \
    fe; visual paradigm; rational rose";

/// Before these words a name belongs to a saint, a street, a school or a holiday, not to a colleague.
const NAMESAKES: &str = "sao santa santo san saint dom padre frei universidade universitario faculdade faculdades fundacao \
    instituto colegio escola centro fatec etec senai senac sesi unidade campus hospital teatro liceu academia ginasio cidade \
    edificio parque bairro aeroporto praca lei metodo teorema algoritmo diagrama grafico lago serra vila jardim porto";

/// Words of job titles and sections: a name ends before them, and "Sr" before them means senior.
const ROLES: &str = "administrador administradora administrator agile agil analista analyst android architect arquiteta arquiteto \
    assistant assistente associate atendimento auditor backend banco bi business cargo cientista cloud compliance consultant consultor \
    consultora coordenador coordenadora curso dados data dba desenvolvedor desenvolvedora dev developer devops diretor \
    diretora engenheira engenheiro engineer engineering especialista estagiaria estagiario executive executivo experience experiencia frontend fullstack full \
    gerente gestor gestora head infra infraestrutura java junior lead lider leader manager marketing master mobile objetivo \
    operations operador operadora owner perfil pleno product professor professora profissional programador programadora programmer project projetos \
    qa recursos redes resumo scrum security senior seguranca sistemas software specialist squad suporte support system \
    systems tech technical tecnica tecnico tecnologia tester telefone testes ti trainee ux vendas web";

/// What people are called who stand in notes about a candidate: a name may follow in small letters.
const ANNOUNCING: &str = "gestor gestora gerente recrutador recrutadora requisitante solicitante entrevistador \
    entrevistadora supervisor supervisora coordenador coordenadora diretor diretora colega chefe rh nome chamo \
    chama eng enga engenheiro engenheira";

static ANNOUNCING_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| ANNOUNCING.split_whitespace().collect());
static ORDINARY_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| ORDINARY.split_whitespace().collect());
static PRODUCT_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| PRODUCTS.split_whitespace().collect());
static GENERIC_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| GENERIC.split_whitespace().collect());
static NAMESAKE_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| NAMESAKES.split_whitespace().collect());
static ROLE_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| ROLES.split_whitespace().collect());

/// Places as words, the longest first for each first word.
static PLACE_LIST: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let mut places: Vec<Vec<&str>> =
        PLACES.split(';').map(|place| place.split_whitespace().collect()).collect();
    places.sort_by_key(|place| std::cmp::Reverse(place.len()));
    places
});

/// Words that begin a place, for a quick no.
static PLACE_STARTS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| PLACE_LIST.iter().map(|place| place[0]).collect());

/// Whether a person's name is likely to follow this word.
pub(super) fn announces(folded: &str) -> bool {
    ANNOUNCING_SET.contains(folded)
}

/// Whether a folded name is also an everyday word.
pub(super) fn is_ordinary(folded: &str) -> bool {
    ORDINARY_SET.contains(folded)
}

/// Whether a folded word of a company's name says nothing.
pub(super) fn is_generic(folded: &str) -> bool {
    GENERIC_SET.contains(folded)
}

/// Whether a name after this word is a namesake's.
pub(super) fn makes_namesake(folded: &str) -> bool {
    NAMESAKE_SET.contains(folded)
}

/// Whether a word belongs to job titles or headings.
pub(super) fn is_role(folded: &str) -> bool {
    ROLE_SET.contains(folded)
}

/// Whether a word, spelt as it stands, is a skill or a product: "Delphi", "Jenkins", "Watson".
pub(super) fn is_technical(word: &str, folded: &str) -> bool {
    PRODUCT_SET.contains(folded) || !gazetteer().find(word).is_empty()
}

/// How many words from the start of `folded` make a place; 0 for none.
pub(super) fn place_length<'w>(mut folded: impl Iterator<Item = &'w str> + Clone) -> usize {
    let words = folded.clone();
    if !folded.next().is_some_and(|first| PLACE_STARTS.contains(first)) {
        return 0;
    }
    let fits = |place: &&Vec<&str>| place.iter().copied().eq(words.clone().take(place.len()));
    PLACE_LIST.iter().find(fits).map_or(0, Vec::len)
}

#[cfg(test)]
mod tests {
    use super::{is_technical, place_length};

    #[test]
    fn longest_places_and_products_are_known() {
        let length = |text: &str| place_length(text.split(' '));
        assert_eq!(
            (length("sao jose dos campos e"), length("sao bernardo silva"), length("joao silva")),
            (4, 2, 0)
        );
        assert!(
            is_technical("Jenkins", "jenkins")
                && is_technical("Watson", "watson")
                && !is_technical("Juliana", "juliana")
        );
    }
}
