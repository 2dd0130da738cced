package pk.rahnuma.web.signin;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import pk.rahnuma.vault.SubjectEncryptionService;

/// A sign-in that a browser has begun, as its cookie stores it.
///
/// @param id of the sign-in
/// @param secret random, by which repeats of this browser get the result of its first request
record BegunSignIn(long id, String secret) {

    private static final String SEPARATOR = ".";
    private static final String SECRET_PATTERN = "[0-9a-f-]{36}";

    static BegunSignIn ofNew(long id) {
        return new BegunSignIn(id, UUID.randomUUID().toString());
    }

    /// Reads the value of a cookie; empty when it is malformed.
    static Optional<BegunSignIn> parseText(String text) {
        int end = text.indexOf(SEPARATOR);
        if (end < 0 || !text.substring(end + 1).matches(SECRET_PATTERN)) {
            return Optional.empty();
        }
        OptionalLong id = SubjectEncryptionService.parseId(text.substring(0, end));
        return id.isPresent()
                ? Optional.of(new BegunSignIn(id.getAsLong(), text.substring(end + 1)))
                : Optional.empty();
    }

    String toText() {
        return id + SEPARATOR + secret;
    }

    @Override
    public String toString() {
        return "sign-in " + id;
    }
}
