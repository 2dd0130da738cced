package pk.rahnuma.person.signin;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Verifies who opened an app or page according to Telegram, which signs it with the token of the bot.
public interface TelegramLoginVerifier {

    /// A login that Telegram has signed.
    ///
    /// @param user number of the account, which is also that of its private chat with the bot; personal
    /// @param authorized time at which the user agreed or opened the app
    /// @param signature of all fields
    record VerifiedLogin(String user, Instant authorized, byte[] signature) {

        @Override
        public String toString() {
            return "login of " + authorized;
        }
    }

    /// Verifies `Telegram.WebApp.initData` of a Mini App.
    ///
    /// @param initData query string, as the app received it
    /// @return empty when Telegram has not signed it for this bot
    Optional<VerifiedLogin> verifyInitData(String initData);

    /// Verifies the fields of the Login Widget.
    ///
    /// @param fields all of them, with `hash`
    /// @return empty when Telegram has not signed them for this bot
    Optional<VerifiedLogin> verifyWidget(Map<String, String> fields);
}
