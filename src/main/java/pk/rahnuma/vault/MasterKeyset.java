package pk.rahnuma.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;

/// Master keyset of the installation: one key that wraps the keys of subjects (AES-256-GCM) and one for keyed hashes
/// (HMAC-SHA-256). Both are Tink keysets; together they are one JSON document, `{"wrap": …, "hash": …}`, which is as
/// secret as all stored data. Immutable and thread-safe.
public final class MasterKeyset {

    private final KeysetHandle wrap;
    private final KeysetHandle hash;
    private final Aead aead;
    private final PrfSet prf;

    private MasterKeyset(KeysetHandle wrap, KeysetHandle hash) throws GeneralSecurityException {
        this.wrap = wrap;
        this.hash = hash;
        this.aead = wrap.getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.prf = hash.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    }

    /// Creates random keys.
    public static MasterKeyset generateNew() {
        try {
            register();
            return new MasterKeyset(
                    fresh(PredefinedAeadParameters.AES256_GCM), fresh(PredefinedPrfParameters.HMAC_SHA256_PRF));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws IllegalArgumentException when it is no such document; the message does not quote it
    public static MasterKeyset parseJson(String json) {
        try {
            register();
            JsonNode document = new ObjectMapper().readTree(json);
            return new MasterKeyset(part(document, "wrap"), part(document, "hash"));
        } catch (GeneralSecurityException | JsonProcessingException | RuntimeException e) {
            throw new IllegalArgumentException("not a keyset");
        }
    }

    /// JSON document, in clear.
    public String toJson() {
        try {
            return "{\"wrap\":" + toJson(wrap) + ",\"hash\":" + toJson(hash) + "}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Keyset with a new wrapping key, which is used from then on; the older ones still open the keys that they
    /// wrapped. The hash key stays: otherwise everything found by hashes would have to be hashed again.
    public MasterKeyset withNewWrappingKey() {
        try {
            return new MasterKeyset(
                    KeysetHandle.newBuilder(wrap)
                            .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                                    .withRandomId()
                                    .makePrimary())
                            .build(),
                    hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Keyset with the newest wrapping key only: keys wrapped by older ones cannot be opened with it.
    public MasterKeyset withNewestKeyOnly() {
        try {
            KeysetHandle.Entry newest = wrap.getPrimary();
            return new MasterKeyset(
                    KeysetHandle.newBuilder()
                            .addEntry(KeysetHandle.importKey(newest.getKey())
                                    .withFixedId(newest.getId())
                                    .makePrimary())
                            .build(),
                    hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Number of wrapping keys; more than one during a rotation.
    public int wrappingKeyCount() {
        return wrap.size();
    }

    /// Ids of the wrapping keys, which are not secret.
    public List<Integer> wrappingKeyIds() {
        return IntStream.range(0, wrap.size())
                .mapToObj(i -> wrap.getAt(i).getId())
                .toList();
    }

    /// Id of the newest wrapping key.
    public int newestWrappingKeyId() {
        return wrap.getPrimary().getId();
    }

    /// True when the newest key wrapped it: Tink's output begins with a version and the id of the key.
    boolean isWrappedByNewest(byte[] wrapped) {
        return ByteBuffer.wrap(wrapped, 1, Integer.BYTES).getInt()
                == wrap.getPrimary().getId();
    }

    byte[] wrapKey(byte[] key, byte[] context) throws GeneralSecurityException {
        return aead.encrypt(key, context);
    }

    byte[] unwrapKey(byte[] wrapped, byte[] context) throws GeneralSecurityException {
        return aead.decrypt(wrapped, context);
    }

    byte[] computeHash(byte[] input) {
        try {
            return prf.computePrimary(input, 32);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeysetHandle fresh(Parameters parameters) throws GeneralSecurityException {
        return KeysetHandle.generateNew(parameters);
    }

    private static KeysetHandle part(JsonNode document, String name) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(document.get(name).toString(), InsecureSecretKeyAccess.get());
    }

    private static String toJson(KeysetHandle handle) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get())
                .replaceAll("\\s", "");
    }

    private static void register() throws GeneralSecurityException {
        AeadConfig.register();
        PrfConfig.register();
    }
}
