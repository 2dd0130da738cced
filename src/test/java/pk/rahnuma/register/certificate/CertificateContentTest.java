package pk.rahnuma.register.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.register.certificate.CertificateContent.RegisteredLine;

class CertificateContentTest {

    private static final byte[] SALT = new byte[CertificateStatement.SALT_BYTES];

    private static byte[] hash(String holder, String site, String provider, String... numbers) {
        return new CertificateContent(holder, List.of(new RegisteredLine(site, provider, List.of(numbers))))
                .computeHash(SALT);
    }

    @Test
    void aCopyTypedFromThePageHasTheSameHash() {
        assertThat(hash("علی حسین کمپنی", "Office 12", "PTCL", "2001:db8::/48"))
                .isEqualTo(hash(" علي  حسين\u200f كمپني ", "office\u00a0۱۲", "ptcl", "2001:DB8::/48"));
        assertThat(hash("مُحَمَّد", "", "PTCL", "203.0.113.7")).isEqualTo(hash("محمد", " ", "PTCL", "203.0.113.7"));
    }

    @Test
    void everyPartChangesTheHash() {
        byte[] hash = hash("Ayesha", "Lahore", "PTCL", "203.0.113.7", "203.0.113.8");
        assertThat(List.of(
                        hash("Ayesha K", "Lahore", "PTCL", "203.0.113.7", "203.0.113.8"),
                        hash("Ayesha", "Karachi", "PTCL", "203.0.113.7", "203.0.113.8"),
                        hash("Ayesha", "Lahore", "Nayatel", "203.0.113.7", "203.0.113.8"),
                        hash("Ayesha", "Lahore", "PTCL", "203.0.113.7", "203.0.113.9"),
                        hash("Ayesha", "Lahore", "PTCL", "203.0.113.8", "203.0.113.7"),
                        hash("Ayesha", "Lahore", "PTCL", "203.0.113.7"),
                        hash("Ayesha", "Lahore PTCL", "", "203.0.113.7", "203.0.113.8")))
                .doesNotContain(hash)
                .doesNotHaveDuplicates();
        byte[] otherSalt = {1, 2, 3};
        assertThat(CertificateSamples.content().computeHash(SALT))
                .isNotEqualTo(CertificateSamples.content().computeHash(otherSalt));
    }

    @Test
    void aContentIsBounded() {
        RegisteredLine line = new RegisteredLine("", "PTCL", Collections.nCopies(20, "203.0.113.7"));
        List<RegisteredLine> most = Collections.nCopies(CertificateContent.MAX_NUMBERS / 20, line);
        assertThat(new CertificateContent("Ayesha", most).lines()).hasSize(500);
        List<List<RegisteredLine>> refused = List.of(
                List.of(),
                Collections.nCopies(501, line),
                Collections.nCopies(
                        CertificateContent.MAX_LINES + 1, new RegisteredLine("", "PTCL", List.of("203.0.113.7"))));
        assertThat(refused)
                .allSatisfy(lines -> assertThatThrownBy(() -> new CertificateContent("Ayesha", lines))
                        .isInstanceOf(IllegalArgumentException.class));
        String longText = "a".repeat(CertificateContent.MAX_NAME_LENGTH + 1);
        String longNumber = "1".repeat(CertificateContent.MAX_NUMBER_LENGTH + 1);
        assertThatThrownBy(() -> hash(longText, "", "PTCL", "203.0.113.7"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hash("Ayesha", longText, "PTCL", "203.0.113.7"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hash("Ayesha", "", longText, "203.0.113.7"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hash("Ayesha", "", "PTCL", longNumber)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hash(" ", "", "PTCL", "203.0.113.7")).isInstanceOf(IllegalArgumentException.class);
    }
}
