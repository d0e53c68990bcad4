using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;

namespace RingRift.Functions.Tests.Runtime;

public sealed class EventGridWebhookTests
{
    private const string One = """{"specversion":"1.0","id":"a","source":"/t","type":"x","data":{"n":1}}""";
    private const string Two = """{"specversion":"1.0","id":"b","source":"/t","type":"x","data":{"n":2}}""";
    private const string Bad = """{"specversion":"1.0","id":"bad","source":"/t","type":"x"}""";

    [Fact]
    public async Task When_an_event_is_delivered_should_run_the_function_and_answer_202()
    {
        await using var host = await RunningHost.StartAsync(typeof(EventFunctions));

        using var answer = await PostAsync(host, "TakeEvent", One);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("TakeEvent a 1", await host.Recorder.NextAsync());
    }

    [Fact]
    public async Task When_a_batch_is_delivered_should_run_the_function_for_each_event()
    {
        await using var host = await RunningHost.StartAsync(typeof(EventFunctions));

        using var answer = await PostAsync(host, "TakeEvent", $"[{One},{Two}]", "application/cloudevents-batch+json");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        string[] seen = [await host.Recorder.NextAsync(), await host.Recorder.NextAsync()];
        Assert.Equal(["TakeEvent a 1", "TakeEvent b 2"], seen.Order());
    }

    [Fact]
    public async Task When_one_event_of_a_batch_fails_should_answer_500_so_that_all_come_again()
    {
        await using var host = await RunningHost.StartAsync(typeof(EventFunctions));

        using var answer = await PostAsync(host, "TakeEvent", $"[{One},{Bad}]");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("Exception while executing function: Functions.TakeEvent", await answer.Content.ReadAsStringAsync());
        Assert.Equal("TakeEvent a 1", await host.Recorder.NextAsync());
    }

    [Theory]
    [InlineData("Nobody")]
    [InlineData("takeevent")]
    public async Task When_no_function_has_the_name_by_the_letter_should_answer_404(string function)
    {
        await using var host = await RunningHost.StartAsync(typeof(EventFunctions));

        using var answer = await PostAsync(host, function, One);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("not json", "Notification")]
    [InlineData("12", "Notification")]
    [InlineData(One, "Something")]
    public async Task When_a_request_can_never_be_delivered_should_answer_400_which_is_not_retried(string body, string kind)
    {
        await using var host = await RunningHost.StartAsync(typeof(EventFunctions));

        using var answer = await PostAsync(host, "TakeEvent", body, kind: kind);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(host.Recorder.IsEmpty);
    }

    [Fact]
    public async Task When_a_body_is_no_cloud_event_should_answer_500_as_the_binding_fails()
    {
        await using var host = await RunningHost.StartAsync(typeof(EventFunctions));

        using var answer = await PostAsync(host, "TakeEvent", """{"id":"a"}""");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Theory]
    [InlineData("eventgrid.azure.net", "eventgrid.azure.net")]
    [InlineData("eventgrid.azure.us", "eventgrid.azure.us")]
    [InlineData("example.org", "eventgrid.azure.net")]
    [InlineData(null, "eventgrid.azure.net")]
    public async Task When_asked_by_options_should_allow_Event_Grid_whoever_asks(string? origin, string allowed)
    {
        await using var host = await RunningHost.StartAsync(typeof(EventFunctions));
        using var request = new HttpRequestMessage(HttpMethod.Options, Url("TakeEvent"));
        request.Headers.Add("WebHook-Request-Rate", "120");
        if (origin is not null)
        {
            request.Headers.Add("WebHook-Request-Origin", origin);
        }

        using var answer = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(allowed, answer.Headers.GetValues("WebHook-Allowed-Origin").Single());
        Assert.False(answer.Headers.Contains("WebHook-Allowed-Rate"));
    }

    [Fact]
    public async Task When_a_function_takes_text_should_give_it_as_the_platform_writes_it_anew()
    {
        await using var host = await RunningHost.StartAsync(typeof(EventFunctions));
        const string Sent =
            """{"specversion":"1.0","id":"a","source":"/t","type":"x","time":"2026-03-01T12:00:00.500Z","noted":"2026-03-01T12:00:00.5000Z","data":{"n":1e-7}}""";

        using var answer = await PostAsync(host, "TakeText", Sent);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var seen = await host.Recorder.NextAsync();
        Assert.Contains("\"time\": \"2026-03-01T12:00:00.5Z\"", seen, StringComparison.Ordinal);
        Assert.Contains("\"noted\": \"2026-03-01T12:00:00.5Z\"", seen, StringComparison.Ordinal);
        Assert.Contains("\"n\": 1E-07", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_body_is_larger_than_the_host_reads_should_answer_413_with_a_problem()
    {
        await using var host = await RunningHost.StartAsync(typeof(EventFunctions));
        using var request = new HttpRequestMessage(HttpMethod.Post, Url("TakeEvent")) { Content = new Announced(200_000_000) };
        request.Headers.Add("aeg-event-type", "Notification");
        request.Headers.ExpectContinue = true;

        using var answer = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("TakeText")]
    [InlineData("TakeEvent")]
    public async Task When_a_subscription_is_validated_should_send_the_code_back_whatever_the_function_takes(string function)
    {
        await using var host = await RunningHost.StartAsync(typeof(EventFunctions));

        using var answer = await PostAsync(
            host, function, """[{"id":"v","data":{"validationCode":"c0de"}}]""", kind: "SubscriptionValidation");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("c0de", json.RootElement.GetProperty("validationResponse").GetString());
        Assert.True(host.Recorder.IsEmpty);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""[{"data":{}}]""")]
    [InlineData("""[{"data":{"validationCode":7}}]""")]
    public async Task When_a_validation_carries_no_code_should_answer_400(string body)
    {
        await using var host = await RunningHost.StartAsync(typeof(EventFunctions));

        using var answer = await PostAsync(host, "TakeEvent", body, kind: "SubscriptionValidation");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task When_a_key_is_set_should_answer_401_without_it_403_with_another_and_202_with_it()
    {
        await using var host = await RunningHost.StartAsync(new HostPlan
        {
            Functions = [typeof(EventFunctions)],
            Arguments = ["--FunctionKeys:EventGrid", "s3cret", "--FunctionKeys:Host", "host"],
        });

        using var without = await PostAsync(host, "TakeEvent", One);
        using var another = await PostAsync(host, "TakeEvent&code=host", One);
        using var nobody = await PostAsync(host, "Nobody", One);
        using var with = await PostAsync(host, "TakeEvent&code=s3cret", One);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (without.StatusCode, another.StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, with.StatusCode);
    }

    private static string Url(string function) => $"/runtime/webhooks/EventGrid?functionName={function}";

    private static async Task<HttpResponseMessage> PostAsync(
        RunningHost host, string function, string body, string mediaType = "application/cloudevents+json", string kind = "Notification")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url(function))
        {
            Content = new StringContent(body, Encoding.UTF8, mediaType),
        };
        request.Headers.Add("aeg-event-type", kind);
        return await host.Client.SendAsync(request);
    }

    /// <summary>A body that is announced, and of which nothing is sent unless the host asks for it.</summary>
    private sealed class Announced(long length) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            throw new IOException("the host asked for the body");

        protected override bool TryComputeLength(out long announced)
        {
            announced = length;
            return true;
        }
    }

    public sealed class EventFunctions(Recorder recorder)
    {
        [Function("TakeEvent")]
        public async Task TakeEvent([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            using var data = JsonDocument.Parse(cloudEvent.Data ?? throw new InvalidOperationException("no data"));
            recorder.Add($"TakeEvent {cloudEvent.Id} {data.RootElement.GetProperty("n").GetInt32()}");
        }

        [Function("TakeText")]
        public void TakeText([EventGridTrigger] string text) => recorder.Add($"TakeText {text}");
    }
}
