using System.Net;
using System.Text;
using Azure;
using Azure.Messaging;
using RingRift.Emulators.EventGrid;

namespace RingRift.Emulators.Tests.EventGrid;

public sealed class PublishingTests
{
    private const string Valid = """{"specversion":"1.0","id":"1","source":"/s","type":"T"}""";

    [Fact]
    public async Task When_the_real_client_publishes_should_deliver_every_event_of_a_batch_alone()
    {
        await using var scenario = await Scenario.StartAsync();
        var sent = Scenario.Event("a", data: new { config = "hex8_2p" });
        sent.Subject = "hex8_2p/3";
        sent.ExtensionAttributes["correlationid"] = "c1";

        await scenario.Publisher.SendEventsAsync([sent, Scenario.Event("b")]);
        await scenario.Emulator.WhenIdleAsync(TestTime.Token);

        Assert.Equal(["a", "b"], scenario.WebHook.Received.Select(delivered => delivered.Id).Order());
        var got = scenario.WebHook.Received.Single(delivered => delivered.Id == "a");
        var parsed = CloudEvent.Parse(BinaryData.FromString(got.Body))!;
        Assert.Equal("hex8_2p/3", parsed.Subject);
        Assert.Equal("c1", parsed.ExtensionAttributes["correlationid"]);
        Assert.Equal(sent.Time, parsed.Time);
        Assert.Equal("""{"config":"hex8_2p"}""", parsed.Data!.ToString());
    }

    [Fact]
    public async Task Should_send_the_headers_of_the_service()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.Publisher.SendEventAsync(Scenario.Event("a"));
        var headers = (await scenario.WebHook.NextAsync()).Headers;

        Assert.Equal("application/cloudevents+json; charset=utf-8", headers["content-type"]);
        Assert.Equal("Notification", headers["aeg-event-type"]);
        Assert.Equal("TO-WEBHOOK", headers["aeg-subscription-name"]);
        Assert.Equal("0", headers["aeg-delivery-count"]);
    }

    [Fact]
    public async Task When_the_key_is_wrong_should_answer_401()
    {
        await using var scenario = await Scenario.StartAsync();
        var stranger = Scenario.CreatePublisher(scenario.Emulator, "another-key");

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => stranger.SendEventAsync(Scenario.Event("a")));

        Assert.Equal(401, error.Status);
        Assert.Equal("Unauthorized", error.ErrorCode);
        Assert.Equal(0, scenario.Emulator.Status.Accepted);
    }

    [Fact]
    public async Task When_a_batch_is_larger_than_one_megabyte_should_answer_413()
    {
        await using var scenario = await Scenario.StartAsync();
        var half = new string('x', 600 * 1024);

        var error = await Assert.ThrowsAsync<RequestFailedException>(
            () => scenario.Publisher.SendEventsAsync([Scenario.Event("a", data: half), Scenario.Event("b", data: half)]));

        Assert.Equal(413, error.Status);
        Assert.Equal(0, scenario.Emulator.Status.Accepted);
    }

    [Theory]
    [InlineData("application/cloudevents+json", Valid, 200)]
    [InlineData("application/cloudevents+json; charset=utf-8", Valid, 200)]
    [InlineData("application/cloudevents-batch+json", "[" + Valid + "," + Valid + "]", 200)]
    [InlineData("application/cloudevents-batch+json", Valid, 400)]
    [InlineData("application/cloudevents+json", "[" + Valid + "]", 400)]
    [InlineData("application/json", "[" + Valid + "]", 400)]
    [InlineData("application/cloudevents+json", "{", 400)]
    [InlineData("application/cloudevents+json", """{"specversion":"0.3","id":"1","source":"/s","type":"T"}""", 400)]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","source":"/s","type":"T"}""", 400)]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"","source":"/s","type":"T"}""", 400)]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/s","type":"T","time":"soon"}""", 400)]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/s","type":"T","time":"1/2/2026"}""", 400)]
    [InlineData(
        "application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/s","type":"T","time":"2026-01-02T03:04:05"}""", 400)]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/s","type":"T","Upper":"x"}""", 400)]
    [InlineData(
        "application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/s","type":"T","data":1,"data_base64":"AA=="}""", 400)]
    public async Task Should_judge_content_types_and_bodies_as_a_whole(string contentType, string body, int status)
    {
        await using var emulator = await EventGridEmulator.StartAsync(Scenario.Options());
        using var response = await PostAsync(emulator, contentType, body, "?api-version=2018-01-01");

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 400)
        {
            Assert.Contains("\"code\":\"BadRequest\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task When_one_event_of_a_batch_is_malformed_should_accept_none()
    {
        await using var scenario = await Scenario.StartAsync();
        using var response = await PostAsync(
            scenario.Emulator, "application/cloudevents-batch+json", $"[{Valid},{{}}]", "?api-version=2018-01-01");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0, scenario.Emulator.Status.Accepted);
        Assert.Equal(0, scenario.Subscription.Pending);
    }

    [Fact]
    public async Task When_the_api_version_is_missing_should_answer_400()
    {
        await using var emulator = await EventGridEmulator.StartAsync(Scenario.Options());
        using var response = await PostAsync(emulator, "application/cloudevents+json", Valid, string.Empty);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Should_describe_a_topic_and_know_no_other()
    {
        await using var emulator = await EventGridEmulator.StartAsync(Scenario.Options());
        using var http = new HttpClient();
        using var known = await http.SendAsync(new HttpRequestMessage(HttpMethod.Options, emulator.TopicEndpoint(Scenario.Topic)));
        using var unknown = await http.SendAsync(new HttpRequestMessage(HttpMethod.Options, emulator.TopicEndpoint("another")));

        Assert.Equal("CloudEventSchemaV1_0", known.Headers.GetValues("aeg-input-event-schema").Single());
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(EventGridEmulator emulator, string contentType, string body, string query)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, emulator.TopicEndpoint(Scenario.Topic) + query)
        {
            Content = new StringContent(body, Encoding.UTF8),
            Headers = { { "aeg-sas-key", Scenario.Key } },
        };
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return await http.SendAsync(request);
    }
}
