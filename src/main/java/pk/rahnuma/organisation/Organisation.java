package pk.rahnuma.organisation;

import java.util.Optional;

/// An organisation for which persons act: a company, a university, a mission.
///
/// @param id random; also its subject in the vault and its chain in the audit log
public record Organisation(long id, String name) {

    /// Maximum characters of a name.
    static final int MAX_NAME_LENGTH = 150;

    private static final String CODE_PATTERN = "[0-9a-z]{1,13}";

    /// Code for scripts.
    public static String toCode(long id) {
        return Long.toString(id, Character.MAX_RADIX);
    }

    /// Parses a code.
    ///
    /// @return the id; empty when the code is not valid
    public static Optional<Long> fromCode(String code) {
        if (!code.matches(CODE_PATTERN)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(code, Character.MAX_RADIX));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }
}
