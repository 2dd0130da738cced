package pk.rahnuma.staff.account;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import pk.rahnuma.vault.CodeFormat;

/// Any text as a code of the second factor, a recovery code or a token: none matches, and none fails.
class TypedCodeFuzzTarget {

    private static final byte[] SECRET = TotpCodes.createSecret();
    private static final String RIGHT = new TotpCodes().generateCode(SECRET, 1);

    @FuzzTest
    void readsAnyCode(FuzzedDataProvider data) {
        String typed = data.consumeRemainingAsString();
        boolean right = new TotpCodes()
                .findStep(SECRET, typed, 0, Instant.ofEpochSecond(30))
                .isPresent();
        if (right && !typed.equals(RIGHT) && !typed.equals(new TotpCodes().generateCode(SECRET, 2))) {
            throw new AssertionError("a wrong code is taken");
        }
        CodeFormat.READABLE.readCode(typed);
        CodeFormat.TOKEN.readCode(typed);
    }
}
