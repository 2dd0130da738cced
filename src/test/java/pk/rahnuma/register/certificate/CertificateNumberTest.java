package pk.rahnuma.register.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;
import pk.rahnuma.shared.Reference;

class CertificateNumberTest {

    @RandomTest(tries = 200)
    void aPrintedNumberIsReadBackHoweverItIsTyped(RandomValues random) {
        CertificateNumber number = CertificateNumber.createRandom(random);
        String printed = number.toGroupedText();
        assertThat(CertificateNumber.parseText(printed)).contains(number);
        assertThat(CertificateNumber.parseText(" " + printed.toLowerCase(Locale.ROOT) + " "))
                .contains(number);
        assertThat(CertificateNumber.parseText(printed.replace("-", ""))).contains(number);
        assertThat(CertificateNumber.parseText(printed.replace('-', '–'))).contains(number);
        assertThat(CertificateNumber.parseText(printed.replace("-", " "))).contains(number);
    }

    @RandomTest(tries = 200)
    void theReferenceOfAnApplicationOrATicketIsNone(RandomValues random) {
        String application = Reference.forApplication(random).toGroupedText();
        assertThat(CertificateNumber.parseText(application)).isEmpty();
        Reference ticket = Reference.forTicket(random);
        assertThat(CertificateNumber.parseText("C-" + ticket.toGroupedText())).isEmpty();
        assertThatThrownBy(() -> new CertificateNumber(ticket)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherTextsAreNone() {
        String printed = CertificateNumber.createRandom(new Random(1)).toGroupedText();
        assertThat(CertificateNumber.parseText(null)).isEmpty();
        assertThat(CertificateNumber.parseText("")).isEmpty();
        assertThat(CertificateNumber.parseText("C")).isEmpty();
        assertThat(CertificateNumber.parseText("C-" + printed)).isEmpty();
        assertThat(CertificateNumber.parseText(printed + " ".repeat(100))).isEmpty();
        assertThat(CertificateNumber.parseText(printed + "2")).isEmpty();
    }
}
