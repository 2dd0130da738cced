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
    void theDomainIsKeptInAsciiAndLowerCase(String said, String kept) {
        assertThat(email.parseAnswer(said, PLAIN)).isEqualTo(accepted(kept));
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
    void refusesAnInvalidAddress(String said) {
        assertThat(email.parseAnswer(said, PLAIN)).isEqualTo(refused(problem("syntax")));
    }

    @Test
    void anAddressHasAnEnd() {
        assertThat(email.parseAnswer("a@" + "acme.".repeat(60) + "com", PLAIN))
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
    void aSlipInAWellKnownDomainIsAskedBack(String domain, String meant) {
        assertThat(email.parseAnswer("ali@" + domain, PLAIN))
                .isEqualTo(new FieldParseResult.Doubtful(
                        "ali@" + meant, problem("maybe_misspelt", "suggestion", "ali@" + meant), "ali@" + domain));
    }

    @Test
    void itIsMaskedUpToTheDomain() {
        assertThat(email.maskValue("ali@acme.com", PLAIN)).isEqualTo("a•••@acme.com");
    }
}
