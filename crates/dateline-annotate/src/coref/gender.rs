//! Gender, animacy and number of what a phrase stands for, from forms of address, first names and nouns.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Gender and animacy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gender {
    /// Not known.
    Any,
    /// A man.
    Male,
    /// A woman.
    Female,
    /// A person.
    Person,
    /// No person.
    Thing,
}

impl Gender {
    /// True where the same thing may be called both.
    pub(super) fn agrees(self, other: Gender) -> bool {
        use Gender::{Any, Female, Male, Person};
        match (self, other) {
            (Any, _) | (_, Any) => true,
            (Person, Male | Female) | (Male | Female, Person) => true,
            (a, b) => a == b,
        }
    }

    /// The more exact of two that agree.
    pub(super) fn meet(self, other: Gender) -> Gender {
        match (self, other) {
            (Gender::Any, other) => other,
            (Gender::Person, Gender::Male | Gender::Female) => other,
            _ => self,
        }
    }
}

/// Grammatical number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Number {
    /// Not known, or both: "police", "the government".
    Any,
    /// Singular.
    One,
    /// Plural.
    Many,
}

static WORDS: LazyLock<HashMap<&'static str, Gender>> = LazyLock::new(|| {
    let list = |words: &'static str, gender| words.split_whitespace().map(move |word| (word, gender));
    list(MEN, Gender::Male).chain(list(WOMEN, Gender::Female)).collect()
});

/// What a noun, title or first name (in lower case) says.
pub(super) fn of_word(word: &str) -> Option<Gender> {
    WORDS.get(word).copied()
}

const MEN: &str = "
    mr mr. sir lord king prince duke count baron monsieur herr señor don sheikh sheik imam pope father brother son
    husband man boy uncle nephew grandfather grandson gentleman guy bishop priest friar emperor sultan emir dad
    businessman spokesman chairman congressman policeman fisherman statesman salesman cameraman fireman stepfather
    fiancé widower groom bridegroom godfather boyfriend schoolboy knight monk actor waiter
    james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary
    nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick
    jack dennis jerry tyler aaron jose adam henry nathan douglas zachary peter kyle walter ethan jeremy harold keith
    christian roger noah gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert
    willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip johnny
    barack bill bob mike jim tom tim steve dan ben sam nick matt chris tony fred ted ken ron don jeff greg dave
    vladimir dmitry sergei sergey ivan boris mikhail nikolai alexei andrei igor oleg yuri viktor volodymyr petro
    mohammed muhammad mohamed mohammad ahmed ahmad ali hassan hussein ibrahim abdullah omar khalid mahmoud mustafa
    yusuf youssef abdul abdel hamid karim bashar saddam osama yasser mahmud hamdullah recep tayyip imran nawaz pervez
    narendra rajiv manmohan rahul ashraf hamid jacques jean pierre françois nicolas emmanuel charles marcel henri
    michel andré claude luis carlos miguel josé jorge pedro fernando rafael javier diego manuel antonio francisco
    hugo fidel raúl evo nelson silvio giuseppe giovanni marco matteo paolo mario luigi sergio romano angelo
    hans karl heinrich wolfgang helmut gerhard olaf jürgen friedrich ludwig otto johann klaus franz stefan
    kim hiroshi shinzo junichiro taro yoshihide xi wen jiabao jintao deng mao ban kofi ariel benjamin ehud shimon
    yitzhak moshe gordon tony gerry neil alistair graham ian simon colin nigel stuart malcolm trevor ed
    julius augustus isaac edgar edwin ernest herbert leonard oliver sebastian theodore victor abraham jimmy ronnie";

const WOMEN: &str = "
    mrs mrs. ms ms. miss madam madame lady queen princess duchess countess baroness señora frau mother sister daughter
    wife woman girl aunt niece grandmother granddaughter lady gal nun empress mom mum ma'am
    businesswoman spokeswoman chairwoman congresswoman policewoman stateswoman saleswoman stepmother fiancée widow
    bride godmother girlfriend schoolgirl actress waitress heroine hostess midwife
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley
    kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen
    amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet
    catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith
    megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail
    alice judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany
    charlotte marie kayla alexis lori hillary condoleezza nancy kamala sonia indira benazir aung angela theresa
    margaret ursula christine ségolène marine cristina dilma michelle isabel carmen rosa ana lucía elena gabriela
    fatima aisha khadija zainab leila layla amina yasmin nadia malala shirin tzipi golda yulia tatiana olga natalia
    svetlana irina ekaterina anastasia ludmila oksana julia claudia sonia sofia lucy jane anne annie kate katie molly
    sally susie beth liz peggy rose florence harriet eleanor edith ellen clara caroline louise josephine ingrid astrid
    greta heidi gudrun helga sigrid birgit mette jacinda julia gillian fiona nicola sinéad siobhan maeve priti rosie";
