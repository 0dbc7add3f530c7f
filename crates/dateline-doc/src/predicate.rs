//! Predicates with their arguments, labelled as PropBank does.

use crate::syntax::labels;
use crate::{Byte, Span, TokenId, TokenRange};

labels! {
    /// What an argument is to its predicate: PropBank's numbered arguments and modifiers. `R-` marks a relative word that
    /// stands for an argument, `C-` a piece that goes on with one. Models rely on the order.
    Role, ArgmAdv,
    Arg0 = "ARG0", Arg1 = "ARG1", Arg2 = "ARG2", Arg3 = "ARG3", Arg4 = "ARG4", ArgmTmp = "ARGM-TMP",
    ArgmLoc = "ARGM-LOC", ArgmNeg = "ARGM-NEG", ArgmMod = "ARGM-MOD", ArgmPrp = "ARGM-PRP", ArgmCau = "ARGM-CAU",
    ArgmAdv = "ARGM-ADV", ArgmAdj = "ARGM-ADJ", ArgmMnr = "ARGM-MNR", ArgmDis = "ARGM-DIS", ArgmExt = "ARGM-EXT",
    ArgmPrr = "ARGM-PRR", ArgmLvb = "ARGM-LVB", ArgmDir = "ARGM-DIR", ArgmPrd = "ARGM-PRD", ArgmGol = "ARGM-GOL",
    ArgmCxn = "ARGM-CXN", ArgmCom = "ARGM-COM", ArgmRec = "ARGM-REC", RefArg0 = "R-ARG0", RefArg1 = "R-ARG1",
    RefArg2 = "R-ARG2", RefArg3 = "R-ARG3", RefTmp = "R-ARGM-TMP", RefLoc = "R-ARGM-LOC", RefAdv = "R-ARGM-ADV",
    RefCau = "R-ARGM-CAU", RefMnr = "R-ARGM-MNR", MoreArg0 = "C-ARG0", MoreArg1 = "C-ARG1", MoreArg2 = "C-ARG2",
    MoreArg3 = "C-ARG3", MoreLoc = "C-ARGM-LOC", MoreCxn = "C-ARGM-CXN",
}

impl Role {
    /// True for the numbered arguments, of which a predicate has each once at most.
    pub const fn is_core(self) -> bool {
        (self as u8) <= Role::Arg4 as u8
    }
}

/// An argument of a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argument {
    /// What it is to the predicate.
    pub role: Role,
    /// Its words.
    pub span: Span<Byte>,
    /// Its tokens.
    pub tokens: TokenRange,
    /// The token that the others hang on.
    pub head: TokenId,
}

/// A word that says what happens or is the case, with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predicate {
    /// The word.
    pub span: Span<Byte>,
    /// Its token.
    pub token: TokenId,
    /// Its lemma.
    pub lemma: Box<str>,
    /// Its arguments, in the order of the text; none contains the predicate, none overlaps another.
    pub arguments: Vec<Argument>,
}
