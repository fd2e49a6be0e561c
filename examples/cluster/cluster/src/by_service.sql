SELECT service_name(port, protocol) AS service, count(*) AS flows, sum(bytes) AS bytes
FROM flows
GROUP BY service
ORDER BY flows DESC, service
