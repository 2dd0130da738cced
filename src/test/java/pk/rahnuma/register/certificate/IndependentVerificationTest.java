package pk.rahnuma.register.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.register.certificate.CertificateContent.RegisteredLine;
import pk.rahnuma.register.certificate.CertificateKeys.SignedStatement;
import pk.rahnuma.vault.KeyedHashFixture;

/// Statements as a stranger checks them: by a program in JavaScript with public keys only. Needs Node.js.
@Tag("long")
class IndependentVerificationTest {

    private static final Path PROGRAM =
            Path.of("src/test/resources/pk/rahnuma/register/certificate/verify-statement.mjs");
    private static final String BASE_URL = "https://" + CertificateSamples.ISSUER;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CertificateKeys keys = new CertificateKeys(KeyedHashFixture.hashService());

    private JsonNode check(CertificateContent content, List<String> texts) throws IOException, InterruptedException {
        List<Map<String, String>> publicKeys =
                keys.listVerificationKeys(CertificateSamples.ISSUED.plusYears(3)).stream()
                        .map(key -> Map.of(
                                "keyId", HexFormat.of().formatHex(key.keyId()),
                                "publicKey", HexFormat.of().formatHex(key.publicKey())))
                        .toList();
        Process process = new ProcessBuilder("node", PROGRAM.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream out = process.getOutputStream()) {
            JSON.writeValue(
                    out,
                    Map.of("keys", publicKeys, "texts", texts, "holder", content.holder(), "lines", content.lines()));
        }
        JsonNode printed = JSON.readTree(process.getInputStream());
        assertThat(process.waitFor()).isZero();
        assertThat(printed).hasSize(texts.size());
        return printed;
    }

    private String sign(CertificateStatement statement) {
        return keys.signStatement(statement).toQrText(BASE_URL);
    }

    /// The token of one statement with the claims of another.
    private String forge(CertificateStatement signed, CertificateStatement claimed) {
        byte[] token =
                DigitFormat.decodeDigits(keys.signStatement(signed).digits()).orElseThrow();
        List<Object> parts =
                new ArrayList<>((List<?>) CborFormat.decodeValue(Arrays.copyOfRange(token, 1, token.length)));
        parts.set(2, claimed.encodeClaims());
        byte[] forged = CborFormat.encodeValue(parts);
        byte[] tagged = new byte[forged.length + 1];
        tagged[0] = token[0];
        System.arraycopy(forged, 0, tagged, 1, forged.length);
        return new SignedStatement(claimed, DigitFormat.encodeBytes(tagged), new byte[0]).toQrText(BASE_URL);
    }

    @Test
    void aStrangerReadsTheClaimsAndChecksSignatureAndContent() throws Exception {
        CertificateContent content = CertificateSamples.content();
        CertificateStatement statement = CertificateSamples.statement();
        CertificateStatement open = CertificateSamples.statementOn(content, null);
        JsonNode printed = check(content, List.of(sign(statement), sign(open)));
        assertThat(printed.get(0).toString())
                .isEqualTo(JSON.writeValueAsString(JSON.createObjectNode()
                        .put("issuer", "desk.example.pk")
                        .put("number", statement.number().symbols().symbols())
                        .put("kind", 1)
                        .put("issued", "2026-12-02T19:00:00.000Z")
                        .put("expires", "2027-12-02T19:00:00.000Z")
                        .put("matches", true)));
        assertThat(printed.get(1).get("expires").isNull()).isTrue();
        assertThat(printed.get(1).get("matches").asBoolean()).isTrue();
    }

    @Test
    void aStatementOnOtherLinesDoesNotMatch() throws Exception {
        CertificateContent other = new CertificateContent(
                CertificateSamples.content().holder(),
                List.of(new RegisteredLine("Karachi", "PTCL", List.of("203.0.113.9"))));
        JsonNode printed =
                check(CertificateSamples.content(), List.of(sign(CertificateSamples.statementOn(other, null))));
        assertThat(printed.get(0).get("matches").asBoolean(true)).isFalse();
    }

    @Test
    void everyChangedClaimIsRefused() throws Exception {
        CertificateStatement signed = CertificateSamples.statement();
        CertificateNumber otherNumber = CertificateNumber.createRandom(new Random(99));
        List<CertificateStatement> claims = List.of(
                new CertificateStatement(
                        "evil.example.pk",
                        signed.number(),
                        signed.kind(),
                        signed.issued(),
                        signed.validUntil(),
                        signed.salt(),
                        signed.contentHash()),
                new CertificateStatement(
                        signed.issuer(),
                        otherNumber,
                        signed.kind(),
                        signed.issued(),
                        signed.validUntil(),
                        signed.salt(),
                        signed.contentHash()),
                new CertificateStatement(
                        signed.issuer(),
                        signed.number(),
                        CertificateKind.IP_WHITELISTING,
                        signed.issued(),
                        signed.validUntil(),
                        signed.salt(),
                        signed.contentHash()),
                new CertificateStatement(
                        signed.issuer(),
                        signed.number(),
                        signed.kind(),
                        signed.issued().plusDays(1),
                        signed.validUntil(),
                        signed.salt(),
                        signed.contentHash()),
                new CertificateStatement(
                        signed.issuer(),
                        signed.number(),
                        signed.kind(),
                        signed.issued(),
                        signed.validUntil().plusYears(1),
                        signed.salt(),
                        signed.contentHash()),
                new CertificateStatement(
                        signed.issuer(),
                        signed.number(),
                        signed.kind(),
                        signed.issued(),
                        null,
                        signed.salt(),
                        signed.contentHash()),
                new CertificateStatement(
                        signed.issuer(),
                        signed.number(),
                        signed.kind(),
                        signed.issued(),
                        signed.validUntil(),
                        new byte[16],
                        signed.contentHash()),
                new CertificateStatement(
                        signed.issuer(),
                        signed.number(),
                        signed.kind(),
                        signed.issued(),
                        signed.validUntil(),
                        signed.salt(),
                        new byte[32]));
        List<String> forged = claims.stream().map(each -> forge(signed, each)).toList();
        assertThat(check(CertificateSamples.content(), forged))
                .allSatisfy(each -> assertThat(each.path("refused").asText()).isEqualTo("wrong signature"));
        assertThat(forged)
                .allSatisfy(each -> assertThat(keys.verifyStatement(each.substring(each.indexOf('#') + 1)))
                        .isEmpty());
        // The same way of forging without a change is accepted.
        assertThat(check(CertificateSamples.content(), List.of(forge(signed, signed)))
                        .get(0)
                        .get("matches")
                        .asBoolean())
                .isTrue();
    }
}
