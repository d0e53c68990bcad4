using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using RingRift.FunctionsRuntime.Invocation;
using RingRift.FunctionsRuntime.Queues;

namespace RingRift.Functions.Tests.Runtime;

public sealed class QueueTriggerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Settings = """
        { "version": "2.0", "extensions": { "queues": { "maxPollingInterval": "00:00:00.1", "maxDequeueCount": 3 } } }
        """;

    [Fact]
    public async Task When_a_message_arrives_should_run_the_function_with_the_decoded_text_and_delete_it()
    {
        var (queue, _) = await azurite.CreateAsync();
        var deleted = new RequestWatch(RequestMethod.Delete);
        await using var host = await StartAsync(queue.Name, policies: deleted);

        await queue.SendMessageAsync("ring ö");

        Assert.Equal("took ring ö", await host.Recorder.NextAsync());
        await deleted.Seen;
        Assert.Equal(0, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task When_the_queue_comes_into_being_later_should_take_its_messages_then()
    {
        await using var host = await StartAsync("later-queue");
        var queue = azurite.Open("later-queue", QueueMessageEncoding.Base64);

        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync("late");

        Assert.Equal("took late", await host.Recorder.NextAsync());
    }

    [Fact]
    public async Task When_a_function_keeps_failing_should_try_as_often_as_host_json_says_and_keep_the_message_in_the_poison_queue()
    {
        var (queue, poison) = await azurite.CreateAsync();
        var deleted = new RequestWatch(RequestMethod.Delete);
        await using var host = await StartAsync(queue.Name, policies: deleted);

        await queue.SendMessageAsync("fail");
        await deleted.Seen;

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal("took fail", await host.Recorder.NextAsync());
        }

        Assert.True(host.Recorder.IsEmpty);
        var kept = Assert.Single((await poison.ReceiveMessagesAsync(10)).Value);
        Assert.Equal("fail", Encoding.UTF8.GetString(Convert.FromBase64String(kept.MessageText)));
    }

    [Fact]
    public async Task When_a_body_is_not_base64_should_keep_it_in_the_poison_queue_untried()
    {
        var (queue, poison) = await azurite.CreateAsync();
        var deleted = new RequestWatch(RequestMethod.Delete);
        await using var host = await StartAsync(queue.Name, policies: deleted);

        await azurite.Open(queue.Name, QueueMessageEncoding.None).SendMessageAsync("{plain}");
        await deleted.Seen;

        Assert.True(host.Recorder.IsEmpty);
        Assert.Equal("{plain}", Assert.Single((await poison.ReceiveMessagesAsync(10)).Value).MessageText);
    }

    [Fact]
    public async Task When_a_function_runs_long_should_renew_the_message_at_half_time()
    {
        var (queue, _) = await azurite.CreateAsync();
        var time = new WatchedTime();
        var renewed = new RequestWatch(RequestMethod.Put);
        await queue.SendMessageAsync("wait");
        await using var host = await StartAsync(queue.Name, time, renewed);
        Assert.Equal("took wait", await host.Recorder.NextAsync());

        await time.AdvanceOnceAwaitedAsync(QueueMessageRunner.Invisibility / 2);
        await renewed.Seen;

        Assert.Contains("visibilitytimeout=60", renewed.Uris.Single(), StringComparison.OrdinalIgnoreCase);
        host.Services.GetRequiredService<Gate>().Open();
        Assert.Equal("ended wait", await host.Recorder.NextAsync());
    }

    [Fact]
    public async Task When_a_renewal_fails_should_renew_again_soon_and_delete_the_message_at_the_end()
    {
        var (queue, _) = await azurite.CreateAsync();
        var time = new WatchedTime();
        var (renewed, deleted) = (new RequestWatch(RequestMethod.Put), new RequestWatch(RequestMethod.Delete));
        var fault = new RequestFault(RequestMethod.Put, times: 1);
        await queue.SendMessageAsync("wait");
        await using var host = await StartAsync(queue.Name, time, renewed, deleted, fault);
        Assert.Equal("took wait", await host.Recorder.NextAsync());

        await time.AdvanceOnceAwaitedAsync(QueueMessageRunner.Invisibility / 2);
        await time.AdvanceOnceAwaitedAsync(MessageRenewal.RetryAfter(QueueMessageRunner.Invisibility));
        await renewed.Seen;
        host.Services.GetRequiredService<Gate>().Open();
        await deleted.Seen;

        Assert.Equal("ended wait", await host.Recorder.NextAsync());
        Assert.Equal(0, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task When_no_renewal_succeeds_should_stop_the_function_once_the_message_may_show_again()
    {
        var (queue, _) = await azurite.CreateAsync();
        var time = new WatchedTime();
        var fault = new RequestFault(RequestMethod.Put, times: int.MaxValue);
        await queue.SendMessageAsync("wait");
        await using var host = await StartAsync(queue.Name, time, fault);
        Assert.Equal("took wait", await host.Recorder.NextAsync());

        await time.AdvanceOnceAwaitedAsync(QueueMessageRunner.Invisibility / 2);
        for (var retry = 0; retry < 4; retry++)
        {
            await time.AdvanceOnceAwaitedAsync(MessageRenewal.RetryAfter(QueueMessageRunner.Invisibility));
        }

        Assert.Equal("stopped wait", await host.Recorder.NextAsync());
    }

    [Fact]
    public async Task When_the_host_stops_should_finish_what_runs_and_take_nothing_more()
    {
        var (queue, _) = await azurite.CreateAsync();
        await using var host = await StartAsync(queue.Name);
        await queue.SendMessageAsync("wait");
        Assert.Equal("took wait", await host.Recorder.NextAsync());

        var stopping = host.StopAsync();
        await queue.SendMessageAsync("too late");
        host.Services.GetRequiredService<Gate>().Open();
        await stopping;

        Assert.Equal("ended wait", await host.Recorder.NextAsync());
        Assert.True(host.Recorder.IsEmpty);
        Assert.Equal("too late", Assert.Single((await queue.ReceiveMessagesAsync(10)).Value).MessageText);
    }

    [Fact]
    public async Task When_patience_ends_should_cancel_what_runs_and_give_the_message_back()
    {
        var (queue, _) = await azurite.CreateAsync();
        var time = new WatchedTime();
        await queue.SendMessageAsync("wait");
        await using var host = await StartAsync(queue.Name, time);
        Assert.Equal("took wait", await host.Recorder.NextAsync());

        var stopping = host.StopAsync();
        await time.AdvanceOnceAwaitedAsync(DrainSignal.Patience);
        await stopping;

        Assert.Equal("wait", Assert.Single((await queue.ReceiveMessagesAsync(10)).Value).MessageText);
    }

    private Task<RunningHost> StartAsync(string queue, TimeProvider? time = null, params HttpPipelinePolicy[] policies) =>
        RunningHost.StartAsync(new HostPlan
        {
            Functions = [typeof(QueueFunctions)],
            HostJson = Settings,
            Arguments = ["--AzureWebJobsStorage", azurite.ConnectionString, "--TestQueue", queue],
            Configure = services =>
            {
                services.AddSingleton(time ?? TimeProvider.System);
                services.AddSingleton<Gate>();
                services.AddSingleton<Action<QueueClientOptions>>(options =>
                {
                    foreach (var policy in policies)
                    {
                        options.AddPolicy(policy, HttpPipelinePosition.PerCall);
                    }
                });
            },
        });

    public sealed class QueueFunctions(Recorder recorder, Gate gate)
    {
        [Function("Take")]
        public async Task TakeAsync([QueueTrigger("%TestQueue%")] string message, CancellationToken cancellationToken)
        {
            recorder.Add($"took {message}");
            switch (message)
            {
                case "fail":
                    throw new InvalidOperationException("on purpose");
                case "wait":
                    await WaitAsync(cancellationToken);
                    break;
            }
        }

        private async Task WaitAsync(CancellationToken cancellationToken)
        {
            try
            {
                await gate.WaitAsync(cancellationToken);
                recorder.Add("ended wait");
            }
            catch (OperationCanceledException)
            {
                recorder.Add("stopped wait");
                throw;
            }
        }
    }

    /// <summary>Holds a function until the test lets it go on.</summary>
    public sealed class Gate
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _open.TrySetResult();

        public Task WaitAsync(CancellationToken cancellationToken) => _open.Task.WaitAsync(cancellationToken);
    }
}
