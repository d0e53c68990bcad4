using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RingRift.FunctionsRuntime.Admin;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.FunctionsRuntime.EventGrid;
using RingRift.FunctionsRuntime.Http;
using RingRift.FunctionsRuntime.Invocation;
using RingRift.FunctionsRuntime.Queues;
using RingRift.FunctionsRuntime.Settings;
using RingRift.FunctionsRuntime.Timers;
using RingRift.Hosting;

namespace RingRift.FunctionsRuntime.Hosting;

/// <summary>Puts the parts together: a web server, a listener for each queue and timer, and the watch over the parent process.</summary>
internal static class RuntimeHost
{
    /// <summary>The platform's host reads so much of a body.</summary>
    private const long MostBodyBytes = 100 * 1024 * 1024;

    public static IHost Build(WebApplicationBuilder web, RuntimeOptions options, HostSettings settings, FunctionCatalog catalog)
    {
        web.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
        });
        AddServices(web.Services, settings, options, catalog);
        var application = web.Build();
        application.Use(next => context => HttpTriggers.AnswerOtherMethodsAsync(context, next));
        EventGridWebhook.Map(application);
        HttpTriggers.Map(application);
        AdminEndpoints.Map(application);
        return application;
    }

    private static void AddServices(IServiceCollection services, HostSettings settings, RuntimeOptions options, FunctionCatalog catalog)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(options);
        services.AddSingleton(catalog);
        services.AddSingleton<DrainSignal>();
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<FunctionKeys>();
        services.AddSingleton<EventGridWebhook>();
        services.AddSingleton<QueueClients>();
        services.AddSingleton<HostClock>();
        services.AddMvcCore();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainSignal.Patience * 2);
        services.AddSingleton<RuntimeLifetime>();
        services.AddHostedService(provider => provider.GetRequiredService<RuntimeLifetime>());
        services.AddHostedService(provider => new ParentWatch(options.ParentPid, provider.GetRequiredService<RuntimeLifetime>().Stop));
        foreach (var function in catalog.With<QueueTriggerAttribute>())
        {
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<QueueListener>(provider, function));
        }

        foreach (var function in catalog.With<TimerTriggerAttribute>())
        {
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<TimerListener>(provider, function));
        }
    }
}
