package pk.rahnuma.person.signin;

import io.micronaut.core.annotation.Nullable;

/// Sender of a request that signs in.
///
/// @param person whose token the request has; null without one
/// @param device its description, in a word or two
/// @param language that a new person begins with
public record SignInCaller(@Nullable Long person, String device, String language) {}
