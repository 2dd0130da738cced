package pk.rahnuma.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeySecretsTest {

    @Test
    void secretsHaveTheFormForScannersAndDiffer() {
        assertThat(Stream.generate(KeySecrets::createSecret).limit(100))
                .allMatch(secret -> secret.matches("rk_[0-9A-Za-z]{49}"))
                .allMatch(KeySecrets::isWellFormed)
                .doesNotHaveDuplicates();
    }

    @Test
    void aSecretWithAnyOtherCharacterOrLengthIsRefused() {
        String secret = KeySecrets.createSecret();
        for (int i = 0; i < secret.length(); i++) {
            char other = secret.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(KeySecrets.isWellFormed(secret.substring(0, i) + other + secret.substring(i + 1)))
                    .as("place %d", i)
                    .isFalse();
        }
        assertThat(Stream.of(
                        "", "rk_", secret + "0", secret.substring(1), secret.substring(0, 51), "rk_" + "é".repeat(49)))
                .noneMatch(KeySecrets::isWellFormed);
    }
}
