package pk.rahnuma.registration.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProofsTest {

    @Test
    void passportsWithFewDigitsProveByTheirLastSixSymbols() {
        assertThat(Proofs.lastSix("ab-12345")).isEqualTo("B12345");
        assertThat(Proofs.lastSix("AB1234567")).isEqualTo("234567");
    }
}
