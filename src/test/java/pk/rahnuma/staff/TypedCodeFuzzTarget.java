package pk.rahnuma.staff;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import pk.rahnuma.Database;

/// Any text as a code of the second factor, a recovery code or a token: nobody's, and no failure.
class TypedCodeFuzzTarget {

    private static final byte[] SECRET = Totp.secret();
    private static final Database DATABASE = Database.h2();
    private static final Tokens TOKENS = new Tokens(DATABASE.vault());
    private static final String RIGHT = new Totp().code(SECRET, 1);

    @FuzzTest
    void readsAnyCode(FuzzedDataProvider data) {
        String typed = data.consumeRemainingAsString();
        boolean right =
                new Totp().step(SECRET, typed, 0, Instant.ofEpochSecond(30)).isPresent();
        if (right && !typed.equals(RIGHT) && !typed.equals(new Totp().code(SECRET, 2))) {
            throw new AssertionError("a wrong code is taken");
        }
        TOKENS.recovery(typed);
        TOKENS.chat(typed);
        TOKENS.session(typed);
        TOKENS.link(typed);
    }
}
