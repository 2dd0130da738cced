package pk.rahnuma.desk;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import pk.rahnuma.House;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chats;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Rooms;
import pk.rahnuma.registration.submission.Submit;
import pk.rahnuma.staff.Accounts;
import pk.rahnuma.staff.Actor;
import pk.rahnuma.staff.Invitation;
import pk.rahnuma.staff.Links;
import pk.rahnuma.staff.Role;
import pk.rahnuma.staff.SignIn;
import pk.rahnuma.staff.Step;
import pk.rahnuma.staff.Visit;
import pk.rahnuma.support.intake.Open;
import pk.rahnuma.vault.Vault;

/// A running desk with members of staff and applicants, for tests of the console.
public final class Office {

    static final String PASSWORD = "three goats on a roof";

    public final House house;

    /// Of second factors, by name of the member.
    private final Map<String, String> secrets = new HashMap<>();

    public Office(House house) {
        this.house = house;
    }

    public URI address() {
        return house.address();
    }

    private Instant now() {
        return house.get(Clock.class).instant();
    }

    /// A new member.
    ///
    /// @return where the link that they got leads
    public String invited(String name, Role... roles) {
        Invitation invitation = house.get(Accounts.class)
                .add(new Actor.CommandLine(), name, Set.of(roles), Set.of("en", "ur", "ur-Latn"), Set.of(), now());
        return Links.SET_UP + invitation.token();
    }

    /// A member with a session.
    ///
    /// @return the token of the cookie
    public Step.In signedIn(String name, Role... roles) {
        Invitation invitation = house.get(Accounts.class)
                .add(new Actor.CommandLine(), name, Set.of(roles), Set.of("en", "ur", "ur-Latn"), Set.of(), now());
        return setUp(name, invitation.token());
    }

    /// The session of whoever opens the link of an account.
    Step.In setUp(String name, String token) {
        SignIn signIn = house.get(SignIn.class);
        Step.SecondFactor second = house.get(Links.class).setPassword(token, PASSWORD, now());
        String secret = signIn.enrolment(second.pending(), now()).orElseThrow().secret();
        secrets.put(name, secret);
        return (Step.In) signIn.confirm(second.pending(), code(secret, now()), new Visit("127.0.0.1", "test"), now());
    }

    /// Another session of a member, begun a code later.
    public Step.In again(String name) {
        Instant later = now().plusSeconds(30);
        Visit visit = new Visit("127.0.0.1", "test");
        SignIn signIn = house.get(SignIn.class);
        Step.SecondFactor second = (Step.SecondFactor) signIn.password(name, PASSWORD, visit, later);
        return (Step.In) signIn.code(second.pending(), code(secrets.get(name), later), visit, later);
    }

    /// The code that the app of a member shows next.
    String next(String name) {
        return code(secrets.get(name), now().plusSeconds(30));
    }

    /// What an app shows for a secret.
    static String code(String secret, Instant now) {
        try {
            TimeBasedOneTimePasswordGenerator app = new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(30));
            return app.generateOneTimePasswordString(new SecretKeySpec(base32(secret), app.getAlgorithm()), now);
        } catch (java.security.InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] base32(String text) {
        String letters = text.replace(" ", "").replace("=", "");
        byte[] bytes = new byte[letters.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (char letter : letters.toCharArray()) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
            }
        }
        return bytes;
    }

    /// Somebody who has chatted, in this language.
    long person(String language) {
        Chats.Address address = new Chats.Address(Channel.WEB, Long.toString(Vault.newId()));
        return house.get(Chats.class)
                .open(List.of(address), Map.of(address, language), now())
                .get(address)
                .conversation();
    }

    /// An application of theirs.
    ///
    /// @param other answers than those of [Rooms#answers]
    Reference applied(long person, Map<String, Object> other, String... addresses) {
        Map<String, Object> answers = new HashMap<>(Rooms.answers(addresses));
        answers.putAll(other);
        Submit.Out out = house.get(Submit.class)
                .run(List.of(new Action.Request<>(
                        person,
                        Long.toString(Vault.newId(), 36),
                        "register-individual",
                        "flow",
                        false,
                        "en",
                        now(),
                        new Submit.In(answers))))
                .getFirst();
        if (!out.accepted()) {
            throw new AssertionError(out);
        }
        return Reference.read(out.reference()).orElseThrow();
    }

    /// A ticket of theirs.
    Reference asked(long person, String topic, String text, String language) {
        Open.Out out = house.get(org.jdbi.v3.core.Jdbi.class)
                .inTransaction(handle -> house.get(Open.class)
                        .run(List.of(new Action.Request<>(
                                person,
                                Long.toString(Vault.newId(), 36),
                                "human",
                                "flow",
                                true,
                                language,
                                now(),
                                new Open.In(topic, text, ""))))
                        .getFirst());
        return Reference.read(out.number()).orElseThrow();
    }
}
