//! Calendar days without a clock or a time zone: the exports carry plain dates.

/// A day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub i64);

const MONTHS: [&str; 12] = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
];
const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Date {
    /// The day of a year, month (1..=12) and day (proleptic Gregorian; Hinnant's `days_from_civil`).
    pub fn new(year: i64, month: i64, day: i64) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year - era * 400;
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// Year, month and day.
    pub fn ymd(self) -> (i64, i64, i64) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted - era * 146_097;
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_index = (5 * day_of_year + 2) / 153;
        let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year, month, day_of_year - (153 * month_index + 2) / 5 + 1)
    }

    /// The day `days` later.
    pub fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// The export's form, `DD-MM-YYYY`.
    pub fn dashed(self) -> String {
        let (year, month, day) = self.ymd();
        format!("{day:02}-{month:02}-{year}")
    }

    /// The form people write, `DD/MM/YYYY`.
    pub fn slashed(self) -> String {
        self.dashed().replace('-', "/")
    }

    /// The calendar month.
    pub fn month(self) -> Month {
        let (year, month, _) = self.ymd();
        Month(year * 12 + month - 1)
    }
}

/// A calendar month, counted from year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(pub i64);

impl Month {
    /// The year it lies in.
    pub fn year(self) -> i64 {
        self.0.div_euclid(12)
    }

    fn number(self) -> usize {
        self.0.rem_euclid(12) as usize
    }

    /// One of the four ways CVs write a month: `03/2018`, `mar/2018`, `Março de 2018`, `03.2018`.
    pub fn written(self, style: usize) -> String {
        let (year, name) = (self.year(), MONTHS[self.number()]);
        match style {
            0 => format!("{:02}/{year}", self.number() + 1),
            1 => format!("{}/{year}", name.chars().take(3).collect::<String>()),
            2 => format!("{name} de {year}"),
            _ => format!("{:02}.{year}", self.number() + 1),
        }
    }

    /// The English short form, `Mar 2018`.
    pub fn english(self) -> String {
        format!("{} {}", MONTHS_EN[self.number()], self.year())
    }
}
