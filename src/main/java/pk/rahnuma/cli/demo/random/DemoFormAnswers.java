package pk.rahnuma.cli.demo.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Creates answers of forms as applicants give them, without the documents.
public final class DemoFormAnswers {

    /// Maximum number of addresses of one site.
    private static final int MAX_ADDRESSES_PER_SITE = 12;

    private final SeededRandom dice;
    private final FakeIdentities invented;

    public DemoFormAnswers(SeededRandom dice, FakeIdentities invented) {
        this.dice = dice;
        this.invented = invented;
    }

    /// Answers of a freelancer.
    ///
    /// @param lines number of addresses; 0 for registration by mobile number, which is one line
    public Map<String, Object> freelancerAnswers(FakeIdentities.FakePerson person, int lines) {
        Map<String, Object> form = new LinkedHashMap<>();
        String city = dice.pickOne(FakeIdentities.CITIES);
        form.put("work_type", dice.pickOne("freelancer", "freelancer", "remote_employee"));
        form.put("full_name", person.name());
        form.put("id_type", "cnic");
        form.put("id_number", person.cnic());
        form.put("mobile", person.mobile());
        form.put("email", person.mail());
        form.put("province", FakeIdentities.provinceOf(city));
        form.put("city", city);
        form.put("tax_status", dice.pickOne("active", "active", "not_registered", "unknown"));
        form.put(
                "engagement_proof_type",
                dice.pickOne("employer_letter", "client_email", "contract", "platform_profile"));
        form.put("client_name", dice.pickOne("Example GmbH", "Example Inc", "Sample Ltd"));
        form.put("client_country", dice.pickOne("DE", "US", "GB", "AE"));
        form.put("engagement_from", dice.pickOne("2024-01-15", "2025-03-01", "2025-09-01"));
        if (lines == 0) {
            form.put("route", "mobile_number");
            form.put("vpn_mobile_number", invented.createMobileNumber());
            form.put("operator", dice.pickOne("jazz", "zong", "telenor", "ufone"));
            form.put("sim_in_own_cnic", dice.nextBoolean(0.9));
        } else {
            form.put("route", "static_ip");
            form.put("isp", dice.pickOne(FakeIdentities.ISPS));
            form.put("subscriber_id", invented.createSubscriberId());
            form.put("ips", invented.createAddresses(lines));
        }
        form.put("vpn_software", dice.pickOne("WireGuard of the client", "OpenVPN", "Cisco AnyConnect"));
        form.put("vpn_protocol", dice.pickOne("wireguard", "openvpn", "ssl_vpn"));
        form.put("server_country", dice.pickOne("DE", "US", "GB", "AE"));
        form.put("purpose", dice.pickOne("client_systems", "employer_network", "remote_servers"));
        form.put("purpose_text", "Work on the internal systems of the client, as the letter says");
        form.put("declaration", true);
        return form;
    }

    /// Answers of an organisation.
    ///
    /// @param name, `secp` and `ntn`: its own
    public Map<String, Object> companyAnswers(
            FakeIdentities.FakePerson applicant, String type, String name, String secp, String ntn, int lines) {
        Map<String, Object> form = new LinkedHashMap<>();
        String city = dice.pickOne(FakeIdentities.CITIES);
        form.put("service", "vpn_registration");
        form.put("org_type", type);
        form.put("legal_name", name);
        if (!secp.isEmpty()) {
            form.put("secp_number", secp);
        }
        form.put("ntn", ntn);
        form.put("company_proof_type", dice.pickOne("incorporation", "active_taxpayer"));
        form.put("address", (1 + dice.nextInt(90)) + " Demo Road");
        form.put("province", FakeIdentities.provinceOf(city));
        form.put("city", city);
        form.put("applicant_name", applicant.name());
        form.put("applicant_designation", dice.pickOne("Director", "IT Manager", "Network Engineer"));
        form.put("applicant_cnic", applicant.cnic());
        form.put("applicant_mobile", applicant.mobile());
        form.put("applicant_email", applicant.mail());
        form.put("applicant_authority", "owner_director");
        form.put("connections", connections(lines));
        form.put("vpn_software", dice.pickOne("WireGuard", "OpenVPN", "FortiClient", "Cisco AnyConnect"));
        form.put("vpn_protocol", dice.pickOne("wireguard", "openvpn", "ipsec_ikev2", "ssl_vpn"));
        form.put("server_country", dice.pickOne("DE", "US", "GB", "AE"));
        form.put("purpose", dice.pickOne("branch_network", "client_systems", "remote_staff"));
        form.put("purpose_text", "Connects our offices with each other and with the systems of our clients");
        form.put("declaration", true);
        return form;
    }

    private List<Map<String, Object>> connections(int lines) {
        List<Map<String, Object>> sites = new ArrayList<>();
        for (int left = lines; left > 0; left -= MAX_ADDRESSES_PER_SITE) {
            sites.add(Map.of(
                    "site", dice.pickOne(FakeIdentities.CITIES) + ", office " + (sites.size() + 1),
                    "isp", dice.pickOne(FakeIdentities.ISPS),
                    "subscriber_id", invented.createSubscriberId(),
                    "addresses", invented.createAddresses(Math.min(MAX_ADDRESSES_PER_SITE, left))));
        }
        return sites;
    }
}
