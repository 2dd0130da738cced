package pk.rahnuma.cli.demo;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import pk.rahnuma.staff.Accounts;
import pk.rahnuma.staff.Actor;
import pk.rahnuma.staff.Links;
import pk.rahnuma.staff.Role;
import pk.rahnuma.staff.SignIn;
import pk.rahnuma.staff.Step;
import pk.rahnuma.staff.Visit;
import pk.rahnuma.support.Member;

/// Members of staff of every role, who have set up their accounts long ago. The password is the same for all and known;
/// the second factor is not: it is random, and told once.
public final class Team {

    /// Of everybody.
    public static final String PASSWORD = "demo goats on a roof";

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Set<String> LANGUAGES = Set.of("en", "ur", "ur-Latn");

    /// Somebody who can sign in.
    ///
    /// @param secret of the second factor, as an app takes it
    public record Login(long id, String name, Role role, String secret) {
        Member member() {
            return new Member(id, name);
        }

        @Override
        public String toString() {
            return "Login[" + name + "]";
        }
    }

    private final Accounts accounts;
    private final Links links;
    private final SignIn signIn;

    Team(Accounts accounts, Links links, SignIn signIn) {
        this.accounts = accounts;
        this.links = links;
        this.signIn = signIn;
    }

    List<Login> hire(Instant then) {
        List<Login> all = new ArrayList<>();
        all.add(hire("Adeel Demo", Role.AGENT, then));
        all.add(hire("Bushra Demo", Role.AGENT, then));
        all.add(hire("Danish Demo", Role.REVIEWER, then));
        all.add(hire("Erum Demo", Role.REVIEWER, then));
        all.add(hire("Faiza Demo", Role.SUPERVISOR, then));
        all.add(hire("Ghalib Demo", Role.ADMINISTRATOR, then));
        all.add(hire("Hamid Demo", Role.AUDITOR, then));
        return all;
    }

    private Login hire(String name, Role role, Instant then) {
        var invitation = accounts.add(new Actor.CommandLine(), name, role, LANGUAGES, Set.of(), then);
        Step.SecondFactor second = links.setPassword(invitation.token(), PASSWORD, then);
        String secret = signIn.enrolment(second.pending(), then).orElseThrow().secret();
        signIn.confirm(second.pending(), code(secret, then), new Visit("demo", null), then);
        return new Login(invitation.member().id(), name, role, secret);
    }

    private static String code(String secret, Instant at) {
        try {
            TimeBasedOneTimePasswordGenerator app = new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(30));
            return app.generateOneTimePasswordString(
                    new SecretKeySpec(bytes(secret), app.getAlgorithm()), at, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String base32) {
        byte[] bytes = new byte[base32.length() * 5 / 8];
        long buffer = 0;
        int bits = 0;
        int at = 0;
        for (char letter : base32.toCharArray()) {
            buffer = (buffer << 5 | BASE32.indexOf(letter)) & 0xFFFF;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
            }
        }
        return bytes;
    }
}
