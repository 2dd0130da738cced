package pk.rahnuma.register.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pk.rahnuma.register.certificate.CertificateContent.RegisteredLine;
import pk.rahnuma.register.certificate.CertificateKeys.SignedStatement;
import pk.rahnuma.register.certificate.CertificateKeys.VerificationKey;
import pk.rahnuma.vault.KeyedHashFixture;

class CertificateKeysTest {

    private static final CertificateKeys KEYS = new CertificateKeys(KeyedHashFixture.hashService());

    @Test
    void aSignedStatementIsReadBack() {
        CertificateStatement statement = CertificateSamples.statement();
        CertificateStatement open = CertificateSamples.statementOn(CertificateSamples.content(), null);
        for (CertificateStatement each : List.of(statement, open)) {
            CertificateStatement verified =
                    KEYS.verifyStatement(KEYS.signStatement(each).digits()).orElseThrow();
            assertThat(verified).usingRecursiveComparison().isEqualTo(each);
            assertThat(verified.matches(CertificateSamples.content())).isTrue();
        }
        assertThat(statement.isValidOn(CertificateSamples.LAST_DAY)).isTrue();
        assertThat(statement.isValidOn(CertificateSamples.LAST_DAY.plusDays(1))).isFalse();
        assertThat(open.isValidOn(LocalDate.of(2099, 1, 1))).isTrue();
    }

    @Test
    void aStatementNamesNoHolderAndNoAddress() {
        SignedStatement signed = KEYS.signStatement(CertificateSamples.statement());
        byte[] token = DigitFormat.decodeDigits(signed.digits()).orElseThrow();
        assertThat(new String(token, StandardCharsets.UTF_8))
                .contains(CertificateSamples.ISSUER)
                .doesNotContain("Indus")
                .doesNotContain("198.51.100");
        assertThat(signed.toQrText("https://desk.example.pk")).matches("https://desk\\.example\\.pk/verify#\\d{450}");
    }

    @Test
    void theContentOfAnotherCertificateDoesNotMatch() {
        CertificateContent other = new CertificateContent(
                "Indus Data Services (Private) Limited",
                List.of(new RegisteredLine("Karachi", "PTCL", List.of("203.0.113.9"))));
        assertThat(CertificateSamples.statement().matches(other)).isFalse();
        assertThat(CertificateSamples.statementOn(other, null).matches(CertificateSamples.content()))
                .isFalse();
    }

    @Test
    void everyChangedBitIsRefused() {
        byte[] token = DigitFormat.decodeDigits(
                        KEYS.signStatement(CertificateSamples.statement()).digits())
                .orElseThrow();
        for (int i = 0; i < token.length; i++) {
            byte[] changed = token.clone();
            changed[i] ^= (byte) (1 << i % 8);
            assertThat(KEYS.verifyStatement(DigitFormat.encodeBytes(changed)))
                    .as("byte " + i)
                    .isEmpty();
        }
    }

    @Test
    void otherTextsAreRefused() {
        String digits = KEYS.signStatement(CertificateSamples.statement()).digits();
        byte[] token = DigitFormat.decodeDigits(digits).orElseThrow();
        List<String> others = new ArrayList<>(
                List.of("", "0", "000", digits.substring(17), digits + "000", "0".repeat(1_000_000), "9".repeat(1700)));
        others.add(DigitFormat.encodeBytes(Arrays.copyOf(token, token.length - 1)));
        others.add(DigitFormat.encodeBytes(Arrays.copyOf(token, token.length + 1)));
        assertThat(others)
                .allSatisfy(each -> assertThat(KEYS.verifyStatement(each)).isEmpty());
    }

    /// The same statement in other bytes would have another QR code, with the same signature.
    @Test
    void aSignedStatementHasOneForm() {
        byte[] token = DigitFormat.decodeDigits(
                        KEYS.signStatement(CertificateSamples.statement()).digits())
                .orElseThrow();
        List<Object> parts =
                new ArrayList<>((List<?>) CborFormat.decodeValue(Arrays.copyOfRange(token, 1, token.length)));
        parts.set(1, Map.of(1L, "other"));
        byte[] other = CborFormat.encodeValue(parts);
        byte[] tagged = new byte[other.length + 1];
        tagged[0] = token[0];
        System.arraycopy(other, 0, tagged, 1, other.length);
        assertThat(KEYS.verifyStatement(DigitFormat.encodeBytes(tagged))).isEmpty();
    }

    @Test
    void theKeyChangesWithTheYearAndOldKeysRemain() {
        SignedStatement signed = KEYS.signStatement(CertificateSamples.statement());
        List<VerificationKey> first = KEYS.listVerificationKeys(CertificateSamples.ISSUED);
        List<VerificationKey> later = KEYS.listVerificationKeys(LocalDate.of(2036, 1, 1));
        assertThat(first)
                .singleElement()
                .satisfies(key -> assertThat(key.keyId()).isEqualTo(signed.keyId()));
        assertThat(later).hasSize(11).extracting(VerificationKey::publicKey).doesNotHaveDuplicates();
        assertThat(later.getFirst().publicKey()).isEqualTo(first.getFirst().publicKey());
    }

    @Test
    void anotherDeskHasOtherKeys() {
        CertificateKeys others = new CertificateKeys(KeyedHashFixture.hashService());
        assertThat(others.verifyStatement(
                        KEYS.signStatement(CertificateSamples.statement()).digits()))
                .isEmpty();
    }

    @Test
    void theSaltIsNew() {
        CertificateStatement one = CertificateSamples.statement();
        CertificateStatement other = CertificateStatement.ofContent(
                CertificateSamples.content(),
                one.issuer(),
                one.number(),
                one.kind(),
                one.issued(),
                one.validUntil(),
                new Random(8));
        assertThat(other.salt()).isNotEqualTo(one.salt());
        assertThat(other.contentHash()).isNotEqualTo(one.contentHash());
    }

    @Test
    void aStatementIsBounded() {
        CertificateStatement valid = CertificateSamples.statement();
        List<String> issuers =
                List.of("", Collections.nCopies(254, "a").stream().reduce("", String::concat));
        assertThat(issuers)
                .allSatisfy(issuer -> assertThatThrownBy(() -> new CertificateStatement(
                                issuer,
                                valid.number(),
                                valid.kind(),
                                valid.issued(),
                                null,
                                valid.salt(),
                                valid.contentHash()))
                        .isInstanceOf(IllegalArgumentException.class));
    }
}
