package pk.rahnuma.dialog.field;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.Map;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.shared.Language;

/// Names of months: read in English, Urdu and Roman Urdu, shown as ICU writes them.
final class MonthNames {
    private static final String[] ENGLISH_NAMES = listAbbreviations(ULocale.ENGLISH);
    private static final String[] URDU_NAMES = listAbbreviations(new ULocale("ur"));
    private static final Map<String, Integer> MONTHS_BY_NAME = new HashMap<>();

    static {
        String[] namesByMonth = {
            "january, jan, janwari, janvari, janury, جنوری",
            "february, feb, farwari, farvari, febrary, فروری",
            "march, mar, maarch, مارچ",
            "april, apr, aprail, aprel, اپریل",
            "may, mai, مئی, مئ, مءی",
            "june, jun, joon, جون",
            "july, jul, julai, julaai, jolai, جولائی, جولائ, جولای",
            "august, aug, agast, اگست",
            "september, sep, sept, sitambar, sitamber, ستمبر",
            "october, oct, aktubar, aktoobar, aktober, اکتوبر",
            "november, nov, navambar, nawambar, novambar, نومبر",
            "december, dec, disambar, desambar, dicember, دسمبر"
        };
        for (int i = 0; i < namesByMonth.length; i++) {
            addNames(namesByMonth[i], i + 1);
            addNames(ENGLISH_NAMES[i], i + 1);
            addNames(URDU_NAMES[i], i + 1);
        }
    }

    private MonthNames() {}

    /// Month from 1 to 12, or null.
    static Integer monthOf(String word) {
        return MONTHS_BY_NAME.get(TextNormaliser.toComparisonKey(word));
    }

    static String nameOf(int month, String language) {
        return (Language.isRightToLeft(language) ? URDU_NAMES : ENGLISH_NAMES)[month - 1];
    }

    private static void addNames(String words, int month) {
        for (String word : words.split(",")) {
            MONTHS_BY_NAME.put(TextNormaliser.toComparisonKey(word), month);
        }
    }

    private static String[] listAbbreviations(ULocale locale) {
        return new DateFormatSymbols(locale).getMonths(DateFormatSymbols.FORMAT, DateFormatSymbols.ABBREVIATED);
    }
}
