package pk.rahnuma.dialog.field;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.Map;

/// The months by name: read in English, Urdu and Roman Urdu, shown as ICU writes them.
final class MonthNames {
    private static final String[] ENGLISH = shown(ULocale.ENGLISH);
    private static final String[] URDU = shown(new ULocale("ur"));
    private static final Map<String, Integer> NAMES = new HashMap<>();

    static {
        String[] said = {
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
        for (int i = 0; i < said.length; i++) {
            add(said[i], i + 1);
            add(ENGLISH[i], i + 1);
            add(URDU[i], i + 1);
        }
    }

    private MonthNames() {}

    /// 1 to 12, or null.
    static Integer named(String word) {
        return NAMES.get(TextNormaliser.key(word));
    }

    static String name(int month, String language) {
        return (language.equals("ur") ? URDU : ENGLISH)[month - 1];
    }

    private static void add(String words, int month) {
        for (String word : words.split(",")) {
            NAMES.put(TextNormaliser.key(word), month);
        }
    }

    private static String[] shown(ULocale locale) {
        return new DateFormatSymbols(locale).getMonths(DateFormatSymbols.FORMAT, DateFormatSymbols.ABBREVIATED);
    }
}
