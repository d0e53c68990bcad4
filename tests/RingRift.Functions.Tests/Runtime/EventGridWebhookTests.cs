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
        Assert.Contains("no data", await answer.Content.ReadAsStringAsync());
        Assert.Equal("TakeEvent a 1", await host.Recorder.NextAsync());
    }

    [Fact]
    public async Task When_the_function_is_unknown_should_answer_404()
    {
        await using var host = await RunningHost.StartAsync(typeof(EventFunctions));

        using var answer = await PostAsync(host, "Nobody", One);

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

    [Fact]
    public async Task When_asked_by_options_should_allow_the_origin_and_its_rate()
    {
        await using var host = await RunningHost.StartAsync(typeof(EventFunctions));
        using var request = new HttpRequestMessage(HttpMethod.Options, Url("TakeEvent"));
        request.Headers.Add("WebHook-Request-Origin", "eventgrid.azure.net");
        request.Headers.Add("WebHook-Request-Rate", "120");

        using var answer = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("eventgrid.azure.net", answer.Headers.GetValues("WebHook-Allowed-Origin").Single());
        Assert.Equal("120", answer.Headers.GetValues("WebHook-Allowed-Rate").Single());
    }

    [Fact]
    public async Task When_asked_by_options_without_an_origin_should_answer_200_and_allow_nobody()
    {
        await using var host = await RunningHost.StartAsync(typeof(EventFunctions));
        using var request = new HttpRequestMessage(HttpMethod.Options, Url("TakeEvent"));

        using var answer = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("WebHook-Allowed-Origin"));
    }

    [Theory]
    [InlineData("TakeText")]
    [InlineData("TakeEvent")]
    public async Task When_a_subscription_is_validated_should_send_the_code_back_whatever_the_function_takes(string function)
    {
        await using var host = await RunningHost.StartAsync(typeof(EventFunctions));

        using var answer = await PostAsync(host, function, """[{"id":"v","data":{"validationCode":"c0de"}}]""", kind: "SubscriptionValidation");

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
    public async Task When_a_key_is_set_should_answer_401_without_it_and_202_with_it()
    {
        await using var host = await RunningHost.StartAsync(new HostPlan
        {
            Functions = [typeof(EventFunctions)],
            Arguments = ["--FunctionKeys:EventGrid", "s3cret"],
        });

        using var without = await PostAsync(host, "TakeEvent", One);
        using var with = await PostAsync(host, "TakeEvent&code=s3cret", One);

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
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
