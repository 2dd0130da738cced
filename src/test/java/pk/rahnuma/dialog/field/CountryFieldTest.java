package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.dialog.field.FieldContexts.PLAIN;
import static pk.rahnuma.dialog.field.FieldContexts.accepted;
import static pk.rahnuma.dialog.field.FieldContexts.in;
import static pk.rahnuma.dialog.field.FieldContexts.problem;
import static pk.rahnuma.dialog.field.FieldContexts.refused;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountryFieldTest {
    private final CountryField country = new CountryField();

    @ParameterizedTest
    @CsvSource({
        "DE, DE",
        "germany, DE",
        "جرمنی, DE",
        "jarmani, DE",
        "DEU, DE",
        "U.A.E., AE",
        "uae, AE",
        "UK, GB",
        "England, GB",
        "bartania, GB",
        "USA, US",
        "amrika, US",
        "امريكه, US",
        "KSA, SA",
        "saudi arab, SA",
        "Saudi Arabia, SA",
        "Pakistan, PK",
        "پاکستان, PK",
        "Turkey, TR",
        "Türkiye, TR",
        "holland, NL"
    })
    void aCountryIsKnownByItsNames(String said, String code) {
        assertThat(country.parseAnswer(said, PLAIN)).isEqualTo(accepted(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void everyCountryReadsBackAsShown(String language) {
        for (String code : Locale.getISOCountries()) {
            assertThat(country.parseAnswer(country.formatValue(code, in(language)), in(language)))
                    .as(code)
                    .isEqualTo(
                            code.equals("GE")
                                    ? new FieldParseResult.Doubtful("GE", problem("also_a_state"))
                                    : accepted(code));
        }
    }

    @Test
    void aNameOfSeveralIsRefusedWithThese() {
        assertThat(country.parseAnswer("Korea", PLAIN))
                .isEqualTo(refused(problem("ambiguous", "options", "North Korea, South Korea")));
    }

    @ParameterizedTest
    @CsvSource({"Germny, Germany, DE", "lanka, Sri Lanka, LK", "Austrailia, Australia, AU"})
    void aNameThatIsNearlyRightIsAskedBack(String said, String suggestion, String code) {
        assertThat(country.parseAnswer(said, PLAIN))
                .isEqualTo(new FieldParseResult.Doubtful(code, problem("nearest", "suggestion", suggestion)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "in", "Atlantis", "islands", "🇵🇰"})
    void anythingElseIsUnknown(String said) {
        assertThat(country.parseAnswer(said, PLAIN)).isEqualTo(refused(problem("unknown")));
    }

    @Test
    void itIsShownInThePersonsLanguage() {
        assertThat(country.formatValue("DE", in("ur"))).isEqualTo("جرمنی");
        assertThat(country.formatValue("DE", in("ur-Latn"))).isEqualTo("Germany");
    }
}
