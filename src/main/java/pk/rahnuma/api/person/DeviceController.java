package pk.rahnuma.api.person;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.person.signin.DeviceSessionService;
import pk.rahnuma.person.signin.PersonDevice;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Lists the devices on which a person is signed in, and signs them out.
@Controller("/api/v1/me/devices")
@Tag(name = "Devices")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceController {

    private final ChatAuthenticator authenticator;
    private final DeviceSessionService devices;
    private final InstantSource clock;

    DeviceController(ChatAuthenticator authenticator, DeviceSessionService devices, InstantSource clock) {
        this.authenticator = authenticator;
        this.devices = devices;
        this.clock = clock;
    }

    /// Device on which a person is signed in. The id is text, since JavaScript would round a long number.
    ///
    /// @param device the name that its sign-in gave it, or its kind in a word or two
    /// @param refreshed last exchange of its tokens
    /// @param current true for the device that sent the request
    @Schema(name = "SignedInDeviceResponse")
    record SignedInDeviceResponse(
            @Schema(example = "5381202912771940127") String id,
            @Schema(example = "Firefox, Android") String device,
            Instant created,
            Instant refreshed,
            boolean current) {

        static SignedInDeviceResponse fromDevice(PersonDevice device) {
            return new SignedInDeviceResponse(
                    Long.toString(device.id()),
                    device.description(),
                    device.created(),
                    device.refreshed(),
                    device.current());
        }
    }

    /// Devices of a person, the one used last first; at most 20.
    @Schema(name = "SignedInDevicesResponse", example = """
            {
              "devices": [
                {
                  "id": "5381202912771940127",
                  "device": "Firefox, Android",
                  "created": "2026-11-26T06:05:00Z",
                  "refreshed": "2026-11-30T08:00:04Z",
                  "current": true
                }
              ]
            }
            """)
    record SignedInDevicesResponse(List<SignedInDeviceResponse> devices) {}

    /// Lists the devices on which the person is signed in.
    @Get
    @ApiResponse(responseCode = "200", description = "The devices")
    @ReaderProblems
    HttpResponse<SignedInDevicesResponse> listDevices(HttpRequest<?> request) {
        return UncachedResponse.ofJson(new SignedInDevicesResponse(
                devices.listDevices(findPerson(request), authenticator.findAccessToken(request)).stream()
                        .map(SignedInDeviceResponse::fromDevice)
                        .toList()));
    }

    /// Signs a device out: its next request is refused.
    ///
    /// @param id of the list
    @Delete("/{id}")
    @ApiResponse(responseCode = "204", description = "Signed out")
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @Produces(MediaType.ALL)
    HttpResponse<?> signOutDevice(
            HttpRequest<?> request, @PathVariable @Schema(example = "5381202912771940127") String id) {
        long person = findPerson(request);
        OptionalLong device = SubjectEncryptionService.parseId(id);
        if (device.isEmpty() || !devices.revokeDevice(person, device.getAsLong(), clock.instant())) {
            throw ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, "You have no such device: list them.");
        }
        return HttpResponse.noContent();
    }

    private long findPerson(HttpRequest<?> request) {
        return authenticator.requireReader(request).conversation();
    }
}
