using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace RingRift.Functions.Tests.Runtime;

public sealed class HttpTriggerTests
{
    [Fact]
    public async Task When_a_route_has_values_should_bind_them_by_name()
    {
        await using var host = await RunningHost.StartAsync(typeof(HttpFunctions));

        Assert.Equal("hello ring", await host.Client.GetStringAsync("/api/greet/ring"));
    }

    [Fact]
    public async Task When_an_action_result_is_returned_should_execute_it()
    {
        await using var host = await RunningHost.StartAsync(typeof(HttpFunctions));

        using var answer = await host.Client.PostAsync("/api/Refuse", content: null);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("""{"why":"taken"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task When_the_method_is_not_served_should_answer_404_as_the_platform_does()
    {
        await using var host = await RunningHost.StartAsync(typeof(HttpFunctions));

        using var answer = await host.Client.GetAsync("/api/Refuse");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task When_a_function_throws_should_answer_500_and_not_say_why()
    {
        await using var host = await RunningHost.StartAsync(typeof(HttpFunctions));

        using var answer = await host.Client.GetAsync("/api/Fail");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task When_host_json_names_a_prefix_should_serve_below_it()
    {
        await using var host = await RunningHost.StartAsync(new HostPlan
        {
            Functions = [typeof(HttpFunctions)],
            HostJson = """{ "version": "2.0", "extensions": { "http": { "routePrefix": "v1" } } }""",
        });

        Assert.Equal("hello ring", await host.Client.GetStringAsync("/v1/greet/ring"));
    }

    [Theory]
    [InlineData("Fail", null, HttpStatusCode.Unauthorized)]
    [InlineData("Fail", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("Fail", "own", HttpStatusCode.InternalServerError)]
    [InlineData("Fail", "host", HttpStatusCode.InternalServerError)]
    [InlineData("Fail", "events", HttpStatusCode.Forbidden)]
    [InlineData("Guarded", null, HttpStatusCode.Unauthorized)]
    [InlineData("Guarded", "own", HttpStatusCode.Unauthorized)]
    [InlineData("Guarded", "host", HttpStatusCode.Forbidden)]
    [InlineData("Guarded", "events", HttpStatusCode.Forbidden)]
    [InlineData("Guarded", "master", HttpStatusCode.OK)]
    [InlineData("greet/x", null, HttpStatusCode.OK)]
    public async Task When_keys_are_set_should_ask_for_the_one_the_level_needs(string path, string? key, HttpStatusCode expected)
    {
        await using var host = await RunningHost.StartAsync(new HostPlan
        {
            Functions = [typeof(HttpFunctions)],
            Arguments =
            [
                "--FunctionKeys:Master", "master", "--FunctionKeys:Host", "host", "--FunctionKeys:Functions:Fail", "own",
                "--FunctionKeys:EventGrid", "events"
            ],
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/{path}");
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        using var answer = await host.Client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    public sealed class HttpFunctions
    {
        [Function("Greet")]
        public Task<IResult> GreetAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "greet/{name}")] HttpRequest request, string name) =>
            Task.FromResult(Results.Text($"hello {name}"));

        [Function("Refuse")]
        public IActionResult Refuse([HttpTrigger(AuthorizationLevel.Function, "post")] HttpRequest request) =>
            new ConflictObjectResult(new { why = "taken" });

        [Function("Fail")]
        public IResult Fail([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) =>
            throw new InvalidOperationException("on purpose");

        [Function("Guarded")]
        public IResult Guarded([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequest request) => Results.Ok();
    }
}
