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
    void a_country_is_known_by_its_names(String said, String code) {
        assertThat(country.read(said, PLAIN)).isEqualTo(accepted(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void every_country_reads_back_as_shown(String language) {
        for (String code : Locale.getISOCountries()) {
            assertThat(country.read(country.show(code, in(language)), in(language)))
                    .as(code)
                    .isEqualTo(accepted(code));
        }
    }

    @Test
    void a_name_of_several_is_refused_with_these() {
        assertThat(country.read("Korea", PLAIN))
                .isEqualTo(refused(problem("ambiguous", "options", "North Korea, South Korea")));
    }

    @ParameterizedTest
    @CsvSource({"Germny, Germany, DE", "lanka, Sri Lanka, LK", "Austrailia, Australia, AU"})
    void a_name_that_is_nearly_right_is_asked_back(String said, String suggestion, String code) {
        assertThat(country.read(said, PLAIN))
                .isEqualTo(new FieldParseResult.Doubtful(code, problem("nearest", "suggestion", suggestion)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "in", "Atlantis", "islands", "🇵🇰"})
    void anything_else_is_unknown(String said) {
        assertThat(country.read(said, PLAIN)).isEqualTo(refused(problem("unknown")));
    }

    @Test
    void it_is_shown_in_the_persons_language() {
        assertThat(country.show("DE", in("ur"))).isEqualTo("جرمنی");
        assertThat(country.show("DE", in("ur-Latn"))).isEqualTo("Germany");
    }
}
