package pk.rahnuma.registration.form;

import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.dialog.understanding.TextNormaliser;

/// Names by which people call the options of a question, in all languages.
@Singleton
public final class OptionNames {

    /// Question for the internet company of a line.
    public static final String PROVIDER_QUESTION = "register-individual.isp";
    /// Question for the city of the applicant.
    public static final String CITY_QUESTION = "register-individual.city";

    private static final String OPTIONS = ".options.";

    private final ScriptTexts texts;

    OptionNames(ScriptLibrary library) {
        this.texts = library.texts();
    }

    /// Key of the text of an option.
    public static String toTextKey(String question, String code) {
        return question + OPTIONS + code;
    }

    /// Code of the option that people call so; the name itself when it is none.
    public String readCode(String question, String name) {
        String key = TextNormaliser.toComparisonKey(name);
        return listCodes(question).stream()
                .filter(code -> texts.wordingKeys(toTextKey(question, code), question + ".words." + code)
                        .contains(key))
                .findFirst()
                .orElse(name);
    }

    /// Codes of the options, sorted.
    public List<String> listCodes(String question) {
        return texts.textKeys().stream()
                .filter(key -> key.startsWith(question + OPTIONS))
                .map(key -> key.substring((question + OPTIONS).length()))
                .sorted()
                .toList();
    }
}
