using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.InMemory;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Runs;

namespace RingRift.Functions.Tests.Functions;

/// <summary>Runs behind real HTTP, on the adapters in memory.</summary>
public sealed class RunsTests
{
    [Fact]
    public async Task When_a_run_is_started_twice_should_begin_one_iteration_for_each_lane_and_say_where_it_stands()
    {
        await using var host = await HttpApi.StartAsync();

        using var first = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);
        using var second = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.True((await ReadAsync<RunStarted>(first)).Started);
        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        Assert.False((await ReadAsync<RunStarted>(second)).Started);
        var requested = host.Services.GetRequiredService<InMemoryEventBus>().Published;
        Assert.All(requested, one => Assert.Equal(DataEventType.SelfplayRequested, one.Type));
        Assert.Equal(
            Enumerable.Range(1, new LearnerOptions().Lanes).Select(iteration => EventFactory.SubjectOf("hex8_2p", iteration)),
            requested.Select(one => one.Subject));
        Assert.Equal(requested.Count, requested.DistinctBy(one => one.Id).Count());
    }

    [Fact]
    public async Task When_the_settings_do_not_fit_the_config_should_say_400_with_setting_value_and_bound()
    {
        await using var host = await HttpApi.StartAsync(settings: new() { ["Pipeline:MatchSimulations"] = "8000" });

        using var large = await host.Client.PostAsync("/api/runs/hexagonal_4p", content: null);
        using var small = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Accepted), (large.StatusCode, small.StatusCode));
        using var problem = JsonDocument.Parse(await large.Content.ReadAsStringAsync());
        Assert.Contains("Pipeline:MatchSimulations: 8000 visits", problem.RootElement.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task When_event_grid_does_not_answer_should_say_503_with_the_reason_and_begin_the_run_once_it_does()
    {
        await using var host = await HttpApi.StartAsync();
        var faults = host.Services.GetRequiredService<FaultInjector>();
        faults.Fails = (point, _) => point == FaultPoint.BeforePublish;

        using var refused = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);
        faults.Fails = (_, _) => false;
        using var accepted = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Contains("BeforePublish", problem.RootElement.GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.NotEmpty(host.Services.GetRequiredService<InMemoryEventBus>().Published);
    }

    [Fact]
    public async Task When_a_run_is_read_should_answer_404_before_it_was_started_and_its_status_afterwards()
    {
        await using var host = await HttpApi.StartAsync();
        using var before = await host.Client.GetAsync("/api/runs/hex8_2p");
        using var started = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);

        using var after = await host.Client.GetAsync("/api/runs/hex8_2p");

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        var status = await ReadAsync<RunStatus>(after);
        Assert.Equal(("hex8_2p", new LearnerOptions().Lanes), (status.Config, status.Iteration));
        Assert.Equal(Enumerable.Range(1, status.Iteration), status.SelfPlay.Iterations);
        Assert.Equal((0, (int?)null, (int?)null), (status.Training.Trainings, status.Training.Iteration, status.Evaluation.Measured));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task When_there_is_no_such_config_should_answer_400_naming_it(string method)
    {
        await using var host = await HttpApi.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/runs/hex9_2p");

        using var answer = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Contains("hex9_2p", problem.RootElement.GetProperty("detail").GetString());
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<T>(EventJson.Options))!;
}
