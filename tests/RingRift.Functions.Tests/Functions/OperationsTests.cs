using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;
using RingRift.InMemory;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Conditions;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Operations.Retention;

namespace RingRift.Functions.Tests.Functions;

/// <summary>Daemons, pauses and conditions behind real HTTP, on the adapters in memory.</summary>
public sealed class OperationsTests
{
    [Fact]
    public async Task When_paused_should_keep_jobs_back_say_why_and_let_go_when_lifted()
    {
        await using var host = await HttpApi.StartAsync();
        using var paused = await host.Client.PostAsJsonAsync(
            "/api/pauses/hex8_2p", new { owner = "ann", reason = "upgrade", duration = "00:30:00" });
        Assert.Equal(HttpStatusCode.OK, paused.StatusCode);
        using var started = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        Assert.DoesNotContain(
            host.Services.GetRequiredService<InMemoryEventBus>().Published, e => e.Type == DataEventType.SelfplayRequested);

        var held = (await host.Client.GetFromJsonAsync<List<PauseState>>("/api/pauses", EventJson.Options))!;
        Assert.Equal("ann", Assert.Single(Assert.Single(held).Pauses).Owner);
        var conditions = (await host.Client.GetFromJsonAsync<RunConditions>("/api/runs/hex8_2p/conditions", EventJson.Options))!;
        Assert.Equal(0, conditions.Iteration);
        Assert.Contains(
            conditions.Conditions,
            condition => condition is { Name: "pause", Met: false } && condition.Actual.Contains("ann", StringComparison.Ordinal));

        var lifted = (await host.Client.DeleteFromJsonAsync<List<Pause>>("/api/pauses/hex8_2p?owner=ann", EventJson.Options))!;
        Assert.Single(lifted);
        Assert.Empty((await host.Client.GetFromJsonAsync<List<PauseState>>("/api/pauses", EventJson.Options))!);
        await host.Services.GetRequiredService<DaemonRunner>().RunDueAsync(default);
        Assert.Equal(
            Enumerable.Range(1, new LearnerOptions().Lanes).Select(iteration => EventFactory.SubjectOf("hex8_2p", iteration)),
            host.Services.GetRequiredService<InMemoryEventBus>().Published.Where(e => e.Type == DataEventType.SelfplayRequested).Select(e => e.Subject));
        Assert.Equal(
            [DataEventType.PipelinePaused, DataEventType.PipelineResumed],
            host.Services.GetRequiredService<InMemoryEventBus>().Published.Select(e => e.Type).Where(
                type => type is DataEventType.PipelinePaused or DataEventType.PipelineResumed));
    }

    [Theory]
    [InlineData("hex9_2p", """{"owner":"a","reason":"r","duration":"00:01:00"}""", "hex9_2p")]
    [InlineData("hex8_2p", """{"owner":"a","reason":"r","duration":"00:00:00"}""", "00:00:00")]
    [InlineData("hex8_2p", """{"owner":"a","reason":"r"}""", "duration")]
    [InlineData("hex8_2p", """{"owner":"a","reason":"r","duration":"soon"}""", "duration")]
    [InlineData("hex8_2p", """null""", "null")]
    [InlineData("all", """{"owner":"","reason":"r","duration":"00:01:00"}""", "owner")]
    public async Task When_a_pause_breaks_a_rule_should_answer_400_naming_it(string config, string body, string named)
    {
        await using var host = await HttpApi.StartAsync();
        using var answer = await host.Client.PostAsync($"/api/pauses/{config}", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(named, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var resumed = await host.Client.DeleteAsync("/api/pauses/hex9_2p");
        Assert.Equal(HttpStatusCode.BadRequest, resumed.StatusCode);
    }

    [Fact]
    public async Task When_conditions_are_read_should_answer_404_before_a_run_and_400_for_no_config()
    {
        await using var host = await HttpApi.StartAsync();
        using var none = await host.Client.GetAsync("/api/runs/hex8_2p/conditions");
        using var unknown = await host.Client.GetAsync("/api/runs/hex9_2p/conditions");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (none.StatusCode, unknown.StatusCode));
    }

    [Fact]
    public async Task When_runs_are_listed_should_name_those_that_were_started()
    {
        await using var host = await HttpApi.StartAsync();
        Assert.Equal("{\"runs\":[]}", await host.Client.GetStringAsync("/api/runs"));
        using var started = await host.Client.PostAsync("/api/runs/square8_3p", content: null);
        Assert.Equal("{\"runs\":[\"square8_3p\"]}", await host.Client.GetStringAsync("/api/runs"));
        var (store, learner) = (host.Services.GetRequiredService<InMemoryAggregateStore>(), AggregateKey.Learner("square8_3p"));
        store.Plant(learner, "{}");
        Assert.Contains(learner.Value, await host.Client.GetStringAsync("/api/runs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_lineage_is_read_should_answer_404_before_a_run_and_list_games_and_networks_of_one()
    {
        await using var host = await HttpApi.StartAsync();
        using var none = await host.Client.GetAsync("/api/runs/hex8_2p/lineage");
        using var unknown = await host.Client.GetAsync("/api/runs/hex9_2p/lineage");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (none.StatusCode, unknown.StatusCode));
        using var started = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);
        Assert.Equal("{\"games\":[],\"networks\":[]}", await host.Client.GetStringAsync("/api/runs/hex8_2p/lineage"));
    }

    [Fact]
    public async Task When_daemons_ran_should_show_each_healthy()
    {
        await using var host = await HttpApi.StartAsync();
        await host.Services.GetRequiredService<DaemonRunner>().RunDueAsync(default);
        var report = (await host.Client.GetFromJsonAsync<DaemonReport>("/api/daemons", EventJson.Options))!;
        Assert.True(report.Healthy, string.Join(Environment.NewLine, report.Daemons.Select(daemon => $"{daemon.Name}: {daemon.Error}")));
        Assert.Equal(24, report.Daemons.Count);
        Assert.All(report.Daemons, daemon => Assert.Equal((DaemonStatus.Running, 1L), (daemon.Status, daemon.Runs)));
    }

    [Fact]
    public async Task When_retention_is_asked_for_should_tell_what_it_would_delete_and_delete_nothing()
    {
        await using var host = await HttpApi.StartAsync();
        var report = (await host.Client.GetFromJsonAsync<RetentionReport>("/api/retention", EventJson.Options))!;
        Assert.True(report.Enabled);
        Assert.Equal(
            ["inbox", "jobs", "progress", "games", "manifests", "samples", "models", "checkpoints"],
            report.Items.Select(item => item.Kind));
        Assert.All(report.Items, item => Assert.Equal(0, item.Count));
    }

    [Fact]
    public async Task When_records_are_of_another_version_should_name_them_and_answer_with_the_rest()
    {
        await using var host = await HttpApi.StartAsync();
        using var started = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);
        await host.Services.GetRequiredService<DaemonRunner>().RunDueAsync(default);
        var store = host.Services.GetRequiredService<InMemoryAggregateStore>();
        var (daemon, iteration) = (AggregateKey.Daemon("WatchQueues"), AggregateKey.Iteration("hex8_2p", 1));
        store.Plant(daemon, store.TextOf(daemon)!.Insert(1, "\"addedByANewerVersion\":\"v2\","));
        store.Plant(iteration, store.TextOf(iteration)!.Insert(1, "\"addedByANewerVersion\":\"v2\","));
        Assert.Null((await host.Client.GetFromJsonAsync<DaemonReport>("/api/daemons", EventJson.Options))!.Unreadable);
        Assert.Null((await host.Client.GetFromJsonAsync<RunConditions>("/api/runs/hex8_2p/conditions", EventJson.Options))!.Unreadable);

        store.Plant(daemon, store.TextOf(daemon)!.Insert(1, "\"recordVersion\":2,"));
        store.Plant(AggregateKey.Pauses("hex8_2p"), "{}");
        var report = (await host.Client.GetFromJsonAsync<DaemonReport>("/api/daemons", EventJson.Options))!;
        Assert.Equal((23, "daemon.WatchQueues"), (report.Daemons.Count, Assert.Single(report.Unreadable!).Record));
        var pauses = await host.Client.GetFromJsonAsync<List<UnreadableRecord>>("/api/pauses", EventJson.Options);
        Assert.Equal("pauses.hex8_2p", Assert.Single(pauses!).Record);
        var conditions = (await host.Client.GetFromJsonAsync<RunConditions>("/api/runs/hex8_2p/conditions", EventJson.Options))!;
        Assert.Equal("pauses.hex8_2p", Assert.Single(conditions.Unreadable!).Record);

        store.Plant(iteration, store.TextOf(iteration)!.Replace("\"selfplay\"", "\"distillation\"", StringComparison.Ordinal));
        conditions = (await host.Client.GetFromJsonAsync<RunConditions>("/api/runs/hex8_2p/conditions", EventJson.Options))!;
        Assert.Equal(["pauses.hex8_2p", iteration.Value], conditions.Unreadable!.Select(unreadable => unreadable.Record));
        Assert.Contains(conditions.Conditions, condition => condition.Name.StartsWith("iteration 2: ", StringComparison.Ordinal));
        Assert.DoesNotContain(conditions.Conditions, condition => condition.Name.StartsWith("iteration 1: ", StringComparison.Ordinal));

        var learner = AggregateKey.Learner("hex8_2p");
        store.Plant(learner, store.TextOf(learner)!.Replace("\"playing\":[", "\"playing\":[\"first\",", StringComparison.Ordinal));
        using var refused = await host.Client.GetAsync("/api/runs/hex8_2p/conditions");
        Assert.Equal(HttpStatusCode.InternalServerError, refused.StatusCode);
        var problem = (await refused.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonObject>())!;
        Assert.Equal(
            "learner.hex8_2p cannot be read: $.playing[0] is \"first\", which this version does not know",
            (string?)problem["detail"]);
    }
}
