package pk.rahnuma.api.person;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import pk.rahnuma.person.signin.SignInCaller;

/// Data that Telegram has signed: `initData` or `login`.
///
/// @param initData of a Mini App, as `Telegram.WebApp.initData` has it
/// @param login fields of the Login Widget, with `hash`
/// @param device name of the device, for the list of devices; without it the kind of the browser
@Schema(example = "{\"initData\": \"auth_date=1764489600&hash=…\"}")
record TelegramSignInRequest(
        @Nullable
        @Schema(maxLength = TelegramSignInController.MAX_INIT_DATA_LENGTH, example = "auth_date=1764489600&hash=…")
        String initData,

        @Nullable
        @Schema(
                type = "object",
                additionalProperties = Schema.AdditionalPropertiesValue.TRUE,
                example = "{\"id\": 7001, \"auth_date\": 1764489600, \"hash\": \"…\"}")
        Map<String, JsonNode> login,

        @Nullable @Schema(maxLength = SignInCaller.MAX_DEVICE_LENGTH, example = "Ayesha's phone")
        String device) {

    @Override
    public String toString() {
        return "signed by Telegram";
    }
}
