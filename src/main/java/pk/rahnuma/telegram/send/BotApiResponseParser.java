package pk.rahnuma.telegram.send;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.objects.ApiResponse;
import org.telegram.telegrambots.meta.api.objects.ResponseParameters;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/// Parses responses of the Bot API. The library's own parsing fails as a whole on one unknown part, which would make a
/// sent message look unsent, and it does not recognise a response that is none of the Bot API.
final class BotApiResponseParser {

    private static final ObjectMapper JSON_MAPPER = new ObjectMapper();
    private static final TypeReference<ApiResponse<JsonNode>> RESPONSE_TYPE = new TypeReference<>() {};
    private static final int SERVER_FAULT = 500;

    private BotApiResponseParser() {}

    /// False for a gateway's page.
    static boolean isFromBotApi(int status, byte[] body) {
        return status < SERVER_FAULT && body.length > 0 && body[0] == '{';
    }

    /// Parses a response; the result of an accepted call is a [JsonNode].
    static BotApiResult parseResponse(byte[] body) {
        try {
            ApiResponse<JsonNode> response = JSON_MAPPER.readValue(body, RESPONSE_TYPE);
            if (response.getOk()) {
                return new BotApiResult.Success(response.getResult());
            }
            ResponseParameters parameters = response.getParameters();
            Integer seconds = parameters == null ? null : parameters.getRetryAfter();
            return new BotApiResult.Rejected(
                    response.getErrorCode(),
                    Objects.requireNonNullElse(response.getErrorDescription(), ""),
                    seconds == null ? null : Duration.ofSeconds(Math.max(1, seconds)));
        } catch (IOException | RuntimeException e) {
            return new BotApiResult.UnexpectedResponse(0, new String(body, StandardCharsets.UTF_8));
        }
    }

    /// Parses the result of an accepted call as the library does. If it does not know one of the parts, only the
    /// result's own values are kept, among them the ids.
    ///
    /// @return null when not even these can be read
    /// @throws UncheckedIOException of a [BotApiException], for a call that was not accepted
    static <T extends Serializable> T parseResult(PartialBotApiMethod<T> method, byte[] body) {
        try {
            return method.deserializeResponse(new String(body, StandardCharsets.UTF_8));
        } catch (TelegramApiRequestException | RuntimeException e) {
            BotApiResult verdict = parseResponse(body);
            if (verdict instanceof BotApiResult.Success ok) {
                return parseValues(method, (JsonNode) ok.result());
            }
            throw new UncheckedIOException(new BotApiException(verdict, e));
        }
    }

    private static <T extends Serializable> T parseValues(PartialBotApiMethod<T> method, JsonNode result) {
        if (result instanceof ObjectNode object) {
            object.properties().removeIf(part -> part.getValue().isContainerNode());
        }
        try {
            return method.deserializeResponse("{\"ok\":true,\"result\":" + result + "}");
        } catch (TelegramApiRequestException | RuntimeException e) {
            return null;
        }
    }
}
