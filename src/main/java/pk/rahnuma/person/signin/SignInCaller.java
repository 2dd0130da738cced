package pk.rahnuma.person.signin;

import io.micronaut.core.annotation.Nullable;

/// Sender of a request that signs in.
///
/// @param person whose token the request has; null without one
/// @param device its name, or its description in a word or two
/// @param language that a new person begins with
public record SignInCaller(@Nullable Long person, String device, String language) {

    /// Maximum length of the name of a device.
    public static final int MAX_DEVICE_LENGTH = 40;

    /// The same sender with the name that their device has; without a name, this one.
    ///
    /// @param name null or blank without one
    /// @throws IllegalArgumentException when the name is too long, or has line breaks
    public SignInCaller withDeviceName(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return this;
        }
        String stripped = name.strip();
        if (stripped.length() > MAX_DEVICE_LENGTH || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("device name is too long, or has control characters");
        }
        return new SignInCaller(person, stripped, language);
    }
}
