//! Numbers over groups, to the wire.

use recruta_core::{
    family::{Family, Level},
    insight::{Breakdown, Choice, Funnel, Insight, Panorama, Selection, Share, disclosure::MIN_GROUP},
};

use crate::{
    http,
    insight::{
        BreakdownBody, ChoiceBody, FunnelBody, GroupBody, InsightBody, ShareBody, StageBody, StatusBody,
    },
};

impl InsightBody {
    /// The numbers of a group.
    pub fn of(panorama: &Panorama, family: Option<Family>, level: Option<Level>) -> Self {
        let selection = Selection { family, level, skills: Vec::new() };
        let families = panorama.families(level).into_iter().map(|choice| chosen(choice, Family::id));
        let levels = panorama.levels(family).into_iter().map(|choice| chosen(choice, Level::id));
        Self {
            family: family.map(|family| family.id().to_owned()),
            level: level.map(|level| level.id().to_owned()),
            min_group: MIN_GROUP,
            group: panorama.insight(&selection).map(GroupBody::from),
            funnel: panorama.funnel(&selection).map(FunnelBody::from),
            families: families.collect(),
            levels: levels.collect(),
        }
    }
}

fn chosen<T: Copy>(choice: Choice<T>, id: impl Fn(T) -> &'static str) -> ChoiceBody {
    ChoiceBody { id: id(choice.value).to_owned(), n_profiles: choice.n_profiles }
}

impl From<Share> for ShareBody {
    fn from(share: Share) -> Self {
        Self { name: share.name, count: share.count }
    }
}

impl From<Breakdown> for BreakdownBody {
    fn from(breakdown: Breakdown) -> Self {
        Self {
            n_known: breakdown.n_known,
            shares: breakdown.shares.into_iter().map(ShareBody::from).collect(),
            has_hidden: breakdown.has_hidden,
        }
    }
}

impl From<Insight> for GroupBody {
    fn from(insight: Insight) -> Self {
        Self {
            n_profiles: insight.n_profiles,
            skills: insight.skills.into_iter().map(ShareBody::from).collect(),
            english: insight.english.into(),
            spanish: insight.spanish.into(),
            education: insight.education.into(),
            contracts: insight.contracts.into(),
        }
    }
}

impl From<Funnel> for FunnelBody {
    fn from(funnel: Funnel) -> Self {
        let stage = |stage: recruta_core::insight::StageCount| StageBody {
            id: stage.stage.id().to_owned(),
            count: stage.count,
            at_least: stage.is_lower_bound,
        };
        Self {
            family: funnel.family.map(|family| family.id().to_owned()),
            level: funnel.level.map(|level| level.id().to_owned()),
            n_rows: funnel.n_rows,
            stages: funnel.stages.into_iter().map(stage).collect(),
            statuses: funnel
                .cells
                .into_iter()
                .map(|cell| StatusBody { name: cell.status, count: cell.count })
                .collect(),
        }
    }
}

impl From<ShareBody> for http::Valor {
    fn from(share: ShareBody) -> Self {
        Self { nome: share.name, n: share.count }
    }
}

impl From<BreakdownBody> for http::Distribuicao {
    fn from(breakdown: BreakdownBody) -> Self {
        Self {
            n_informados: breakdown.n_known,
            valores: breakdown.shares.into_iter().map(http::Valor::from).collect(),
            ha_omitidos: breakdown.has_hidden,
        }
    }
}

impl From<GroupBody> for http::Grupo {
    fn from(group: GroupBody) -> Self {
        Self {
            n_perfis: group.n_profiles,
            competencias: group.skills.into_iter().map(http::Valor::from).collect(),
            ingles: group.english.into(),
            espanhol: group.spanish.into(),
            formacao: group.education.into(),
            contratacao: group.contracts.into(),
        }
    }
}

impl From<FunnelBody> for http::Funil {
    fn from(funnel: FunnelBody) -> Self {
        let etapa =
            |stage: StageBody| http::Etapa { id: stage.id, n: stage.count, no_minimo: stage.at_least };
        let situacao = |status: StatusBody| http::Situacao { nome: status.name, n: status.count };
        Self {
            familia: funnel.family,
            nivel: funnel.level,
            n_candidaturas: funnel.n_rows,
            etapas: funnel.stages.into_iter().map(etapa).collect(),
            situacoes: funnel.statuses.into_iter().map(situacao).collect(),
        }
    }
}

impl From<ChoiceBody> for http::Opcao {
    fn from(choice: ChoiceBody) -> Self {
        Self { id: choice.id, n_perfis: choice.n_profiles }
    }
}

impl From<InsightBody> for http::Panorama {
    fn from(body: InsightBody) -> Self {
        Self {
            familia: body.family,
            nivel: body.level,
            grupo_minimo: body.min_group,
            grupo: body.group.map(http::Grupo::from),
            funil: body.funnel.map(http::Funil::from),
            familias: body.families.into_iter().map(http::Opcao::from).collect(),
            niveis: body.levels.into_iter().map(http::Opcao::from).collect(),
        }
    }
}
