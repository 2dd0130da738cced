package pk.rahnuma.staff.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpCodesTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest(name = "at {0} it is {1}")
    @CsvSource({"59, 287082", "1111111109, 081804", "1234567890, 005924", "20000000000, 353130"})
    void codesAreThoseOfRfc6238(long seconds, String code) {
        assertThat(new TotpCodes().generateCode(SECRET, seconds / 30)).isEqualTo(code);
    }

    @Test
    void theSecretIsWrittenAsAppsReadIt() {
        assertThat(TotpCodes.createEnrolment("Sana Malik", SECRET))
                .isEqualTo(
                        new TotpEnrolment(
                                "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
                                "otpauth://totp/Rahnuma%3ASana%20Malik?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Rahnuma"));
    }
}
