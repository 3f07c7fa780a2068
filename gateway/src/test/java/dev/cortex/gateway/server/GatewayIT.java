package dev.cortex.gateway.server;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The gateway as an application, with the built-in configuration and nobody behind it. */
@QuarkusTest
class GatewayIT {
    @Inject
    Gateway gateway;

    @Test
    void isReadyWhenItListens() {
        given().get("/q/health/ready").then().statusCode(200).body("checks[0].name", equalTo("data-plane"));
        given().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void countsWhatItServes() throws Exception {
        try (RawClient client = new RawClient(gateway.address())) {
            assertEquals(404, client.get("/nowhere").response().status());
        }
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString(
                        "cortex_gateway_requests_seconds_bucket{route=\"none\",status=\"4xx\",le=\"0.2\"}"))
                .body(containsString("cortex_gateway_refusals_total{reason=\"no-route\"}"))
                .body(containsString("cortex_gateway_upstream_peers_up{upstream=\"achievements\"} 2.0"))
                .body(containsString("cortex_gateway_in_flight"));
    }
}
