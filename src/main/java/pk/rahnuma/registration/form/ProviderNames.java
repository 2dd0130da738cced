package pk.rahnuma.registration.form;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Stream;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptTexts;

/// Names of internet providers and mobile operators, as the forms offer them.
@Singleton
public final class ProviderNames {

    private final ScriptTexts texts;

    ProviderNames(ScriptLibrary library) {
        this.texts = library.texts();
    }

    /// Name in a language.
    ///
    /// @param provider code of the form, or a name, which is returned as it is
    public String nameProvider(String provider, String language) {
        return Stream.of(FormAnswers.PROVIDER, FormAnswers.MOBILE_OPERATOR)
                .map(question -> "register-individual." + question + ".options." + provider)
                .filter(texts::hasText)
                .map(key -> texts.formatText(language, key, Map.of()))
                .findFirst()
                .orElse(provider);
    }
}
