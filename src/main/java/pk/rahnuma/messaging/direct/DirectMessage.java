package pk.rahnuma.messaging.direct;

/// A message to an address. Personal: never logged.
///
/// @param address e-mail address, or mobile number in E.164
/// @param subject of an e-mail; an SMS has none
/// @param text plain
public record DirectMessage(String address, String subject, String text) {

    /// Medium of a message.
    public enum Medium {
        EMAIL,
        SMS
    }

    @Override
    public String toString() {
        return "message of " + text.length() + " characters";
    }
}
