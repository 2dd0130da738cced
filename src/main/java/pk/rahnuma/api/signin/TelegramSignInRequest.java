package pk.rahnuma.api.signin;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/// Data that Telegram has signed: one of the two.
///
/// @param initData of a Mini App, as `Telegram.WebApp.initData` has it
/// @param login fields of the Login Widget, with `hash`
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
        Map<String, JsonNode> login) {

    @Override
    public String toString() {
        return "signed by Telegram";
    }
}
