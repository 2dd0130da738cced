package pk.rahnuma.person.signin;

import java.time.Instant;

/// A sign-in that waits for its code.
public record StartedSignIn(long id, Instant expires) {}
