; What a list of symbols shows where no server runs.

(calendar name: (name) @name) @definition.class
(function name: (name) @name) @definition.class
(class name: (name) @name) @definition.class
(seat name: (name) @name) @definition.class
(group name: (name) @name) @definition.class
(artifact name: (name) @name) @definition.class
(metric name: (name) @name) @definition.class
(charter name: (name) @name) @definition.class
(launch name: (name) @name) @definition.class
(bet name: (name) @name) @definition.class
(raise name: (name) @name) @definition.class
(record name: (name) @name) @definition.class
(transition name: (name) @name) @definition.class

(trigger name: (name) @name) @definition.function
