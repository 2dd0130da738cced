package pk.rahnuma.person.signin;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.person.PersonIdentity;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.vault.PersonalDataHandler;

/// Personal data handler for proved addresses, devices that are signed in, and sign-ins.
@Singleton
final class SignInDataHandler implements PersonalDataHandler {

    private final PersonIdentityRepository identities;
    private final PersonDeviceRepository devices;
    private final SignInRepository signIns;

    SignInDataHandler(PersonIdentityRepository identities, PersonDeviceRepository devices, SignInRepository signIns) {
        this.identities = identities;
        this.devices = devices;
        this.signIns = signIns;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.PERSON;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        List<PersonIdentity> addresses = identities.findByPerson(person);
        List<PersonDevice> signedIn = devices.findByPerson(person, 0);
        Map<String, Object> exported = new LinkedHashMap<>();
        if (!addresses.isEmpty()) {
            exported.put(
                    "identities",
                    addresses.stream().map(SignInDataHandler::toExport).toList());
        }
        if (!signedIn.isEmpty()) {
            exported.put(
                    "signed_in",
                    signedIn.stream().map(SignInDataHandler::toExport).toList());
        }
        return exported;
    }

    private static Map<String, Object> toExport(PersonIdentity identity) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("kind", identity.address().kind().toWord());
        exported.put("address", identity.address().address());
        exported.put("verified", identity.verified());
        return exported;
    }

    private static Map<String, Object> toExport(PersonDevice device) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("device", device.description());
        exported.put("since", device.created());
        exported.put("last_used", device.refreshed());
        return exported;
    }

    @Override
    public boolean allowsAttachment(long from, long to) {
        return identities.countByPersonId(from) + identities.countByPersonId(to)
                <= PersonIdentityRepository.MAX_IDENTITIES_PER_PERSON;
    }

    /// All devices stay signed in, except those beyond the limit that were used least recently.
    @Override
    public void attachData(long from, long to, Instant now) {
        identities.moveIdentities(from, to);
        devices.moveDevices(from, to);
        devices.deleteOldest(to);
    }

    @Override
    public void eraseData(long person, Instant now) {
        // Sign-ins first: they are found by the hashes of the addresses.
        signIns.deleteByPerson(person);
        identities.deleteByPersonId(person);
        devices.deleteByPersonId(person);
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        int expired = devices.deleteExpired(now, limit);
        return expired == limit ? expired : signIns.deleteExpired(now, limit);
    }
}
