package pk.rahnuma.http;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Problems of every operation that [pk.rahnuma.http.caller.ChatAuthenticator#requireSender] guards, in the
/// description.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
@ApiResponse(responseCode = "401", ref = "#/components/responses/Unauthenticated")
@ApiResponse(responseCode = "429", ref = "#/components/responses/TooMany")
@ApiResponse(responseCode = "503", ref = "#/components/responses/Unavailable")
public @interface SenderProblems {}
