package pk.rahnuma.registration.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LookupProofsTest {

    @Test
    void passportsWithFewDigitsProveByTheirLastSixSymbols() {
        assertThat(LookupProofs.lastSixDigits("ab-12345")).isEqualTo("B12345");
        assertThat(LookupProofs.lastSixDigits("AB1234567")).isEqualTo("234567");
    }
}
