using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.FunctionsRuntime.Hosting;
using RingRift.FunctionsRuntime.Settings;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where an application of functions starts.</summary>
public class FunctionsApplication
{
    private FunctionsApplication()
    {
    }

    /// <summary>
    /// Begins an application with the functions of the entry assembly, reading <c>host.json</c> and <c>local.settings.json</c> beside it.
    /// </summary>
    /// <param name="args">
    /// Settings as <c>--name value</c>; <c>--port</c>, <c>--parent-pid</c> and <c>--script-root</c> are the runtime's own.
    /// </param>
    /// <exception cref="HostSettingsException">A settings file or value is not valid.</exception>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}

/// <summary>Gathers the services and settings of an application of functions.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private readonly RuntimeOptions _options;
    private readonly HostSettings _settings;
    private FunctionCatalog? _catalog;

    internal FunctionsApplicationBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        _web = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        _web.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
        _options = RuntimeOptions.Read(args);

        // Values of local.settings.json replace values of host.json like those of the environment, so they are read first.
        LocalSettings.AddBelow(_web.Configuration, _options.ScriptRoot);
        _settings = HostSettings.Load(_options.ScriptRoot, _web.Configuration);
        _settings.AddLogLevelsBelow(_web.Configuration);
    }

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_web).Properties;

    /// <inheritdoc cref="IHostApplicationBuilder.Configuration"/>
    public ConfigurationManager Configuration => _web.Configuration;

    /// <inheritdoc/>
    IConfigurationManager IHostApplicationBuilder.Configuration => _web.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => _web.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => _web.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => _web.Metrics;

    /// <inheritdoc/>
    public IServiceCollection Services => _web.Services;

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory,
        Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    /// <summary>Builds the host.</summary>
    /// <exception cref="FunctionDeclarationException">A function cannot run as declared.</exception>
    public IHost Build() => RuntimeHost.Build(_web, _options, _settings, _catalog ?? EntryCatalog());

    /// <summary>
    /// Hosts the functions of the given classes instead of those of the entry assembly. Only the local runtime has this; an application's
    /// own start-up does not need it.
    /// </summary>
    /// <param name="types">The classes.</param>
    /// <param name="isHosted">Chooses among their functions; null takes all.</param>
    /// <exception cref="FunctionDeclarationException">A function cannot run as declared.</exception>
    public FunctionsApplicationBuilder WithFunctions(IEnumerable<Type> types, Func<FunctionDescriptor, bool>? isHosted = null)
    {
        _catalog = FunctionCatalog.FromTypes(types, isHosted);
        return this;
    }

    private static FunctionCatalog EntryCatalog() => FunctionCatalog.FromTypes(Assembly.GetEntryAssembly()?.GetTypes() ?? []);
}

/// <summary>Chooses how HTTP functions see requests.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Gives HTTP functions ASP.NET Core's request and result types: the only way the local runtime has.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }
}
