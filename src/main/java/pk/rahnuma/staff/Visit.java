package pk.rahnuma.staff;

/// Where somebody asks from.
///
/// @param address of the network, as the door knows it
/// @param browser as it calls itself; or null
public record Visit(String address, String browser) {

    @Override
    public String toString() {
        return "Visit";
    }
}
