package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.dialog.field.FieldContexts.PLAIN;
import static pk.rahnuma.dialog.field.FieldContexts.accepted;
import static pk.rahnuma.dialog.field.FieldContexts.problem;
import static pk.rahnuma.dialog.field.FieldContexts.refused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailFieldTest {
    private final EmailField email = new EmailField();

    @ParameterizedTest
    @CsvSource({
        "Ali.Raza+pta@Gmail.COM, Ali.Raza+pta@gmail.com",
        "ali @ acme.com.pk, ali@acme.com.pk",
        "ali@bücher.example, ali@xn--bcher-kva.example",
        "ali۱@yahoo.com, ali1@yahoo.com",
        "ali@ymail.com, ali@ymail.com"
    })
    void the_domain_is_kept_in_ascii_and_lower_case(String said, String kept) {
        assertThat(email.read(said, PLAIN)).isEqualTo(accepted(kept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ali",
                "@gmail.com",
                "ali@gmail",
                "ali@.com",
                "a..b@acme.com",
                ".a@acme.com",
                "a@b@acme.com",
                "a b@acme.com",
                "ali@1.2.3.4",
                "ali@acme_x.com",
                "علی@acme.com",
                "ali@acme.com."
            })
    void what_is_no_address_is_refused(String said) {
        assertThat(email.read(said, PLAIN)).isEqualTo(refused(problem("syntax")));
    }

    @Test
    void an_address_has_an_end() {
        assertThat(email.read("a@" + "acme.".repeat(60) + "com", PLAIN))
                .isEqualTo(refused(problem("too_long", "most", 254L)));
    }

    @ParameterizedTest
    @CsvSource({
        "gmial.com, gmail.com",
        "gmail.con, gmail.com",
        "gmal.con, gmail.com",
        "yaho.com, yahoo.com",
        "hotmial.com, hotmail.com",
        "acme.con, acme.com"
    })
    void a_slip_in_a_well_known_domain_is_asked_back(String domain, String meant) {
        assertThat(email.read("ali@" + domain, PLAIN))
                .isEqualTo(new FieldParseResult.Doubtful(
                        "ali@" + domain, problem("maybe_misspelt", "suggestion", "ali@" + meant)));
    }

    @Test
    void it_is_masked_up_to_the_domain() {
        assertThat(email.mask("ali@acme.com", PLAIN)).isEqualTo("a•••@acme.com");
    }
}
